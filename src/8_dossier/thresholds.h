// How near, how late, how long? The figures of the fold that belong to no claim type, each with its
// reason. Days are days between publication.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mercato::dossier {

// Share of word shingles from which two texts are one text: between two publishers, and by the same
// one, whose pages share their frame (measured: docs/formats/dossier.md).
inline constexpr double kCopyOverlap = 0.5;
inline constexpr double kOwnCopyOverlap = 0.8;
// A text that comes back later than this is news of its own, on the same words.
inline constexpr int kCopyDays = 30;
// Agencies and sites translate within a day; the rest is for time zones and days without an hour.
inline constexpr int kTranslationDays = 3;
// How far back a report looks for what it cites.
inline constexpr int kRelayDays = 14;
// How far back a denial looks for what it denies. Sagas pause, denials come late.
inline constexpr int kDenialDays = 30;
// What is said later than this is a development, not a contradiction.
inline constexpr int kContradictionDays = 14;
// Of the pauses inside one rumour of the training outcomes, 85 % are shorter.
inline constexpr int kSilentDays = 21;
// A move may be dated a little before its window opens (end of a season's contracts).
inline constexpr int kEarlyDays = 30;

// Bounds against hostile input: candidates looked at for one claim or report.
inline constexpr std::size_t kMostCandidates = 32;
// Claims that one denial or contradiction is linked to.
inline constexpr std::size_t kMostAnswers = 8;

inline constexpr std::int64_t kDay = 86400;

}  // namespace mercato::dossier
