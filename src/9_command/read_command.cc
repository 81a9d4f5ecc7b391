#include <boost/json.hpp>
#include <cstdio>

#include "6_engine/output.h"
#include "9_command/commands.h"
#include "9_command/inputs.h"
#include "9_command/terminal.h"

namespace mercato {
namespace {

namespace json = boost::json;

constexpr std::string_view kKinds[] = {"metadata", "title", "heading",  "paragraph",
                                       "quote",    "post",  "list_item"};

std::string_view kind_name(BlockKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

// Documents as they were understood, with the language of each block as stage 1_language judges it.
class DocumentView {
 public:
  DocumentView(const Languages& languages, const Document& document)
      : languages_(languages), document_(document) {
    languages.tokenize(document, tokens_);
  }

  std::string to_json() const {
    json::object out;
    out["id"] = document_.id;
    for (const auto& [key, value] : fields()) {
      if (!value.empty()) out[key] = value;
    }
    out["text"] = document_.text;
    out["blocks"] = blocks();
    out["posts"] = posts();
    out["links"] = links();
    out["problems"] = problems();
    return json::serialize(out);
  }

  std::string to_text(const Terminal& terminal) const {
    std::string out;
    for (const auto& [key, value] : fields()) {
      if (!value.empty()) out += terminal.paint(key, Ink::bold) + ": " + plain(value) + "\n";
    }
    for (const Problem& problem : document_.problems)
      out += terminal.paint("! " + problem.to_string(), Ink::yellow) + "\n";
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) out += block_text(i, terminal);
    for (const Post& post : document_.posts) out += post_text(post, terminal);
    for (const Link& link : document_.links)
      out += terminal.paint("link", Ink::bold) + ": " + plain(slice(document_.text, link.span)) +
             " → " + plain(link.url) + "\n";
    return out;
  }

 private:
  std::vector<std::pair<std::string, std::string>> fields() const {
    return {{"title", document_.title},
            {"author", document_.author},
            {"outlet", document_.outlet},
            {"section", document_.section},
            {"published", document_.published.to_string()},
            {"published_time", document_.published_time},
            {"lang", document_.language},
            {"url", document_.url}};
  }

  std::string language(std::size_t block) const {
    const LanguageId id =
        block < tokens_.block_language.size() ? tokens_.block_language[block] : kUnknownLanguage;
    return id < languages_.size() ? languages_.info(id).tag : "";
  }

  json::array blocks() const {
    json::array out;
    for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
      const Block& block = document_.blocks[i];
      json::object row{{"kind", kind_name(block.kind)},
                       {"start", block.span.begin},
                       {"end", block.span.end},
                       {"lang", language(i)}};
      if (block.post >= 0) row["post"] = block.post;
      out.push_back(std::move(row));
    }
    return out;
  }

  json::array posts() const {
    json::array out;
    for (const Post& post : document_.posts) {
      out.push_back(json::object{{"author", post.author},
                                 {"handle", post.handle},
                                 {"platform", post.platform},
                                 {"url", post.url},
                                 {"published", post.published.to_string()},
                                 {"start", post.span.begin},
                                 {"end", post.span.end},
                                 {"body_start", post.body.begin},
                                 {"body_end", post.body.end}});
    }
    return out;
  }

  json::array links() const {
    json::array out;
    for (const Link& link : document_.links)
      out.push_back(
          json::object{{"start", link.span.begin}, {"end", link.span.end}, {"url", link.url}});
    return out;
  }

  json::array problems() const {
    json::array out;
    for (const Problem& problem : document_.problems) {
      std::string text;
      append_json(problem, text);
      out.push_back(json::parse(text));
    }
    return out;
  }

  std::string block_text(std::size_t i, const Terminal& terminal) const {
    const Block& block = document_.blocks[i];
    std::string out =
        "\n" +
        terminal.paint(std::string(kind_name(block.kind)) + " " + language(i) + " " +
                           std::to_string(block.span.begin) + "–" + std::to_string(block.span.end),
                       Ink::dim) +
        "\n";
    for (const std::string& line :
         wrap(plain(slice(document_.text, block.span)), terminal.width() - 2))
      out += "  " + line + "\n";
    return out;
  }

  static std::string post_text(const Post& post, const Terminal& terminal) {
    return terminal.paint("post", Ink::bold) + ": " + plain(post.author) +
           (post.handle.empty() ? "" : " (@" + plain(post.handle) + ")") + " " +
           post.published.to_string() + " " + plain(post.platform) + "\n";
  }

  const Languages& languages_;
  const Document& document_;
  TokenizedText tokens_;
};

}  // namespace

int run_read(const CommonOptions& common, const std::vector<std::string>& files) {
  auto languages = Languages::load(data_folder(common));
  if (!languages) return fail(languages.error());
  auto reader = Reader::create(data_folder(common), *languages);
  if (!reader) return fail(reader.error());
  const Terminal terminal(stdout, common.no_colour);
  int status = 0;
  for (const std::string& file : files) {
    auto documents = read_documents(*reader, file);
    if (!documents) {
      status = fail(documents.error());
      continue;
    }
    for (const Document& document : *documents) {
      const DocumentView view(**languages, document);
      std::printf("%s\n", (common.json ? view.to_json() : view.to_text(terminal)).c_str());
      if (document.text.empty()) status = 2;
    }
  }
  return status;
}

}  // namespace mercato
