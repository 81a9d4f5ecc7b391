// What was published? One document as it was understood: its text, who published it when, and its
// blocks and posts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "0_core/date.h"
#include "0_core/result.h"
#include "0_core/span.h"

namespace mercato {

enum class BlockKind : std::uint8_t { metadata, title, heading, paragraph, quote, post, list_item };

// A run of text that is read as one piece. Blocks are in order, do not overlap, and sentences never
// cross them. `metadata` blocks (a date line, a byline, a section line) are kept in the text but
// make no claims.
struct Block {
  Span span;
  BlockKind kind = BlockKind::paragraph;
  std::int16_t post =
      -1;                // index into Document::posts where the block is (part of) an embedded post
  std::string language;  // where the input says so ("fr"); else empty, and stage 1_language decides
};

// A social-media post embedded in the text.
struct Post {
  Span span;             // the whole post, signature included
  Span body;             // the words of the post
  std::string author;    // "Gianluigi Longari"; may be empty
  std::string handle;    // without '@'; may be empty
  std::string platform;  // "x", "instagram", …; empty = not known
  std::string url;
  Date published;
};

struct Link {
  Span span;  // the anchor's words in the text
  std::string url;
};

// The text is valid UTF-8 and never changes after reading: all offsets of all stages point into it.
// For plain text and NDJSON input it is the given text byte for byte (broken UTF-8 replaced, with a
// problem); for HTML and feeds it is the extracted body, which `mercato read --json` prints.
struct Document {
  std::string id;
  std::string text;
  std::string language;  // as the input states it; may be empty
  std::string title, author, outlet, section, url;
  Date published;              // with its precision
  std::string published_time;  // the full time stamp as given, where there was one
  std::vector<Block> blocks;
  std::vector<Post> posts;
  std::vector<Link> links;
  std::vector<Problem> problems;  // what was bounded, replaced or ignored on the way
};

}  // namespace mercato
