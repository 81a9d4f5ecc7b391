// Which social-media posts are embedded in running text? Internal to 2_read.
#pragma once

#include <string_view>
#include <vector>

#include "0_core/document.h"
#include "1_language/language.h"
#include "2_read/reading_words.h"

namespace mercato {

// Finds posts by their signature: "— Name (@handle) June 11, 2024" with any dash or "--", the date
// in any language; the date may be missing where the signature ends the block, and the dash where a
// date follows; or "A post shared by Name
// (@handle)". The words of the post are the text before the signature, up to the post before or the
// block's start.
//
// Appends to `posts` in text order, within `block`. A post with an empty body is a signature alone:
// its words are the paragraph before the block. Costs one scan for "(@" where there is none.
void find_posts(std::string_view text, Span block, const Languages& languages,
                const ReadingWords& words, std::vector<Post>& posts);

// Cuts the document's paragraphs at the posts in them: fills Document::posts and the blocks of kind
// post.
void split_posts(Document& document, const Languages& languages, const ReadingWords& words);

}  // namespace mercato
