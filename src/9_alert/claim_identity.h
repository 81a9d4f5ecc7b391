// Which claim is it, in every ledger? Digests that name a firing for ever, and the word that a
// source gave.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "9_answer/answers.h"

namespace mercato {

// SHA-256 over the fields, each with its size, in hexadecimal.
std::string digest_of(std::initializer_list<std::string_view> fields);

// What makes it this claim and no other: its document's key, the person, the club, the type, the
// polarity and the source, as an edit of the document sees it. Rows and entries are not in it.
std::string identity_of(const NewClaim& claim);

}  // namespace mercato
