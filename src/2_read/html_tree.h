// What elements does this page have? Markup as a compact, immutable tree in document order.
//
// Nodes stand in one vector in document order, so a subtree is the range [node, end) and every pass
// over the page is a loop; nothing recurses. All text and attribute values lie in one string. Node
// 0 is the root (Tag::document).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "0_core/result.h"
#include "2_read/reader.h"

namespace mercato {

enum class Tag : std::uint8_t {
  document,
  text,
  other,
  custom,
  a,
  abbr,
  address,
  article,
  aside,
  b,
  base,
  blockquote,
  body,
  br,
  button,
  caption,
  center,
  cite,
  code,
  dd,
  del,
  details,
  dialog,
  dir,
  div,
  dl,
  dt,
  em,
  fieldset,
  figcaption,
  figure,
  font,
  footer,
  form,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  head,
  header,
  hr,
  html,
  i,
  img,
  input,
  ins,
  label,
  legend,
  li,
  link,
  main,
  mark,
  menu,
  meta,
  nav,
  noscript,
  object,
  ol,
  option,
  p,
  picture,
  pre,
  q,
  s,
  samp,
  section,
  select,
  small,
  source,
  span,
  strike,
  strong,
  sub,
  summary,
  sup,
  svg,
  table,
  tbody,
  td,
  template_,
  tfoot,
  th,
  thead,
  time,
  title,
  tr,
  u,
  ul,
  video,
  wbr,
};

enum class Attribute : std::uint8_t {
  id,
  class_,
  href,
  name,
  property,
  content,
  itemprop,
  itemtype,
  rel,
  datetime,
  pubdate,
  lang,
  role,
  style,
  hidden,
  aria_hidden,
  cite,
  data_instgrm_permalink,
  data_href,
  data_component,
  data_testid,
};

struct HtmlNode {
  std::uint32_t parent = 0;
  std::uint32_t end = 0;                       // one past the last node of the subtree
  std::uint32_t text_begin = 0, text_end = 0;  // of text nodes, into HtmlTree::strings
  std::uint32_t first_attribute = 0;
  std::uint8_t attribute_count = 0;
  Tag tag = Tag::document;
};

struct HtmlAttribute {
  Attribute name;
  std::uint32_t begin, end;  // into HtmlTree::strings
};

struct HtmlTree {
  std::vector<HtmlNode> nodes;
  std::vector<HtmlAttribute> attributes;
  std::string strings;

  std::string_view text(std::uint32_t node) const {
    return std::string_view(strings).substr(nodes[node].text_begin,
                                            nodes[node].text_end - nodes[node].text_begin);
  }
  // Empty where the element lacks it or gives it no value.
  std::string_view attribute(std::uint32_t node, Attribute name) const;
  bool has_attribute(std::uint32_t node, Attribute name) const;
  // All text of the subtree with white space collapsed; at most `limit` bytes of it are looked at.
  std::string inner_text(std::uint32_t node, std::size_t limit = 4096) const;
};

// Elements that begin and end a run of text; the others stand inside a line.
bool is_block(Tag tag);

struct ParsedHtml {
  HtmlTree tree;
  std::vector<std::string> json_ld;  // the text of JSON-LD scripts, in order
};

// `html` is valid UTF-8 without NUL. Never fails: what breaks a limit is cut off and told in
// `problems`.
ParsedHtml parse_html(std::string_view html, const ReadLimits& limits,
                      std::vector<Problem>& problems);

// Text with its character references (&amp; &#8217; &eacute;) resolved.
std::string decode_references(std::string_view text);

}  // namespace mercato
