#include "7_ledger/document_key.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "7_ledger/ledger.h"
#include "7_ledger/stable_id.h"

namespace mercato {
namespace {

TEST(CanonicalUrl, gives_one_page_one_spelling) {
  const std::string page = "https://prova.example/Calcio/a1?id=7";
  for (const char* url :
       {"https://prova.example/Calcio/a1?id=7", "http://www.Prova.Example/Calcio/a1?id=7",
        "HTTPS://prova.example:443/Calcio/a1/?id=7#comments",
        " https://prova.example./Calcio/a1?id=7\n",
        "https://prova.example/Calcio/a1?utm_source=x&id=7&UTM_Medium=y&fbclid=z&gclid=1",
        "http://prova.example:80/Calcio/a1?id=7&",
        "https://user:pass@prova.example/Calcio/a1?id=7"})
    EXPECT_EQ(canonical_url(url), page) << url;
}

TEST(CanonicalUrl, keeps_pages_apart) {
  EXPECT_NE(canonical_url("https://prova.example/a?id=1"),
            canonical_url("https://prova.example/a?id=2"));
  EXPECT_NE(canonical_url("https://prova.example/a"), canonical_url("https://prova.example/A"));
  EXPECT_NE(canonical_url("https://prova.example:8080/a"),
            canonical_url("https://prova.example/a"));
}

TEST(CanonicalUrl, knows_no_page_in_a_site_or_in_other_addresses) {
  for (const char* url :
       {"", "prova.example/a", "ftp://prova.example/a", "https://prova.example",
        "https://www.prova.example/?utm_source=x", "https:///a", "mailto:a@b.example"})
    EXPECT_EQ(canonical_url(url), "") << url;
}

RC_GTEST_PROP(CanonicalUrl, is_its_own_canonical_form, (const std::string& rest)) {
  const std::string once = canonical_url("http://WWW.prova.example/" + rest);
  RC_ASSERT(once.empty() || canonical_url(once) == once);
}

TEST(DocumentKey, falls_back_to_id_and_digest) {
  Document document;
  EXPECT_EQ(document_key(document, "ab12"), "ab12");
  document.id = "item-1";
  EXPECT_EQ(document_key(document, "ab12"), "item-1");
  document.url = "https://prova.example/";
  EXPECT_EQ(document_key(document, "ab12"), "item-1");
  document.url = "https://prova.example/x";
  EXPECT_EQ(document_key(document, "ab12"), "https://prova.example/x");
}

TEST(StableId, is_the_same_on_every_machine) {
  EXPECT_EQ(stable_id({1, MentionKind::person, "77", "Jan Marek"}),
            stable_id({9, MentionKind::person, "77", "J. Marek"}));
  EXPECT_EQ(stable_id({1, MentionKind::person, "", "Ilan Kérdrel"}),
            stable_id({2, MentionKind::person, "", "ilan KERDREL"}));
  EXPECT_NE(stable_id({1, MentionKind::person, "77", ""}),
            stable_id({1, MentionKind::club, "77", ""}));
  EXPECT_NE(stable_id({1, MentionKind::person, "77", ""}),
            stable_id({1, MentionKind::person, "", "77"}));
  // A change of these would break every link that a person has kept.
  EXPECT_EQ(stable_id({1, MentionKind::person, "77", "Jan Marek"}), "P-4k1bvdyrfe1xn");
  EXPECT_EQ(stable_id({1, MentionKind::club, "", "Norville"}), "C-95q7xqqy6trjq");
}

RC_GTEST_PROP(StableId, is_read_back, (std::uint64_t identity, bool club)) {
  const auto kind = club ? MentionKind::club : MentionKind::person;
  const auto read = parse_stable_id(write_stable_id(kind, identity));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->kind == kind && read->identity == identity);
}

TEST(StableId, is_not_read_from_other_words) {
  for (const char* text :
       {"", "P-", "X-0123456789abc", "P-0123456789ab", "P-012345678 abc", "P-z123456789abc"})
    EXPECT_FALSE(parse_stable_id(text).has_value()) << text;
}

}  // namespace
}  // namespace mercato
