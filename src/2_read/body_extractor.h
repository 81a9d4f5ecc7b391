// Which of the page's text is the article? The runs of text that make up its body, without menus,
// related stories, captions, share bars, comments and notices.
//
// No rule knows a site. The signals are tags, words of class names (data/read/html_hints.tsv), the
// share of link text, length and sentence shape of the runs, and, where JSON-LD carries the body as
// well, its agreement with the page. Linear in the number of nodes. Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "2_read/html_tree.h"

namespace mercato {

enum class RunKind : std::uint8_t { paragraph, heading, quote, list_item, post };

// Text between two block boundaries: the text nodes of [first, end), in document order.
struct TextRun {
  std::uint32_t first = 0, end = 0;
  std::uint32_t block = 0;       // the nearest block element around it
  std::uint32_t chars = 0;       // without white space
  std::uint32_t link_chars = 0;  // of these, inside <a href>
  std::uint16_t words = 0;
  std::uint16_t sentences = 0;  // marks that end a sentence, followed by a space or the end
  bool ends_sentence = false;
  bool noise = false;      // inside something that is not the article
  std::uint32_t post = 0;  // the element of the embedded post around it; 0 = none
  RunKind kind = RunKind::paragraph;
};

struct ExtractedBody {
  std::uint32_t container = 0;  // the element that was chosen
  std::vector<TextRun> runs;    // of the body, in order
};

// `stated_body` is the article's text as JSON-LD gives it, empty where it does not.
ExtractedBody extract_body(const HtmlTree& tree, std::string_view title,
                           std::string_view stated_body);

// Elements whose text is never shown as running text: scripts of any kind, controls, drawings.
bool is_never_text(Tag tag);

// All runs of the page, as extract_body() sees them before it chooses. Without `trust_names`, the
// words of class names and ids mark nothing as noise.
std::vector<TextRun> find_runs(const HtmlTree& tree, bool trust_names = true);

}  // namespace mercato
