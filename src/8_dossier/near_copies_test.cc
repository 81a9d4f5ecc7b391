#include "8_dossier/near_copies.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "8_dossier/thresholds.h"

namespace mercato::dossier {
namespace {

LedgerDocument document(std::vector<std::uint32_t> sketch, int day = 0) {
  LedgerDocument out;
  out.sketch = std::move(sketch);
  out.known_at = day * kDay;
  return out;
}

std::vector<std::int32_t> copies(const std::vector<LedgerDocument>& documents) {
  std::vector<const LedgerDocument*> pointers;
  std::vector<std::size_t> publishers;  // each its own
  for (const LedgerDocument& one : documents) {
    pointers.push_back(&one);
    publishers.push_back(publishers.size());
  }
  return find_copies(pointers, publishers);
}

TEST(NearCopies, lead_to_the_first_text_and_not_to_another_copy) {
  std::vector<std::uint32_t> text(32);
  for (std::uint32_t i = 0; i < 32; ++i) text[i] = i;
  auto changed = text;
  for (std::size_t i = 0; i < 8; ++i) changed[i] += 100;
  auto further = changed;
  for (std::size_t i = 8; i < 12; ++i) further[i] += 100;
  EXPECT_EQ(copies({document(text), document(changed), document(further)}),
            (std::vector{-1, 0, 0}));
}

TEST(NearCopies, of_the_same_publisher_are_nearer) {
  std::vector<std::uint32_t> text(32, 7), frame(32, 7);
  for (std::size_t i = 0; i < 12; ++i) frame[i] = 8;
  const LedgerDocument a = document(text), b = document(frame);
  EXPECT_EQ(find_copies({&a, &b}, {0, 1})[1], 0);
  EXPECT_EQ(find_copies({&a, &b}, {0, 0})[1], -1);
  EXPECT_EQ(find_copies({&a, &a}, {0, 0})[1], 0);
}

TEST(NearCopies, leave_late_texts_and_texts_without_a_sketch_alone) {
  const std::vector<std::uint32_t> text(32, 7);
  EXPECT_EQ(copies({document(text, 0), document(text, kCopyDays + 1)}), (std::vector{-1, -1}));
  EXPECT_EQ(copies({document({}), document({})}), (std::vector{-1, -1}));
}

// Random sketches with planted copies: bands miss next to none of those that a comparison of all
// pairs finds.
RC_GTEST_PROP(NearCopies, find_what_comparing_all_pairs_finds, ()) {
  std::vector<LedgerDocument> documents;
  const int count = *rc::gen::inRange(2, 40);
  for (int i = 0; i < count; ++i) {
    std::vector<std::uint32_t> sketch(32);
    const bool planted = i > 0 && *rc::gen::inRange(0, 2) == 0;
    const auto differing = planted ? *rc::gen::inRange(0, 33) : 32;
    for (int k = 0; k < 32; ++k)
      sketch[static_cast<std::size_t>(k)] =
          k < differing ? *rc::gen::arbitrary<std::uint32_t>()
                        : documents.front().sketch[static_cast<std::size_t>(k)];
    documents.push_back(document(sketch));
  }
  const auto found = copies(documents);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (found[i] >= 0) {
      const auto from = static_cast<std::size_t>(found[i]);
      RC_ASSERT(from < i);
      RC_ASSERT(found[from] == -1);
      RC_ASSERT(estimate_overlap(documents[i].sketch, documents[from].sketch) >= kCopyOverlap);
    } else {
      for (std::size_t j = 0; j < i; ++j)
        RC_ASSERT(found[j] >= 0 ||
                  estimate_overlap(documents[i].sketch, documents[j].sketch) < 0.7);
    }
  }
}

}  // namespace
}  // namespace mercato::dossier
