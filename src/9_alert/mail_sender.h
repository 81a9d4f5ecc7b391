// How does mail leave? One message to one address over SMTP, by libcurl.
#pragma once

#include <string>

#include "9_alert/alerts.h"
#include "9_alert/retry.h"

namespace mercato {

// `message` as to_rfc5322() writes it. The connection is encrypted; only a server on this machine
// may do without. Takes at most half a minute.
Sent send_mail(const MailConfig& config, const std::string& to, const std::string& message);

}  // namespace mercato
