#include "9_alert/courier.h"

#include <algorithm>

#include "9_alert/claim_identity.h"
#include "9_alert/mail_message.h"
#include "9_alert/mail_sender.h"
#include "9_alert/webhook.h"

namespace mercato {
namespace {

constexpr std::size_t kEach = 50, kAtOnce = 1000;  // deliveries of one call
constexpr std::chrono::milliseconds kWait{200};

MailMessage one_mail(const std::vector<Owed>& queue, const MailConfig& config, Instant now) {
  MailMessage out;
  out.from = config.from;
  out.to = queue.front().target.name;
  out.at = now;
  std::string ids;
  for (const Owed& owed : queue) {
    ids += owed.firing.id;
    if (!out.body.empty()) out.body += "\n\n----\n\n";
    out.body += owed.firing.text + "\n\nRule: " + owed.firing.rule;
  }
  const Firing& first = queue.front().firing;
  out.subject = "[" + first.rule + "] " + first.title;
  if (queue.size() > 1) out.subject = std::to_string(queue.size()) + " alerts, " + out.subject;
  // The same firings give the same Message-ID, so that a repetition can be told.
  out.id = queue.size() == 1 ? first.id : digest_of({ids});
  return out;
}

}  // namespace

std::vector<Target> targets_of(const AlertRule& rule) {
  std::vector<Target> out;
  for (const auto& webhook : rule.webhooks) out.push_back({"webhook", webhook_key(webhook.url)});
  for (const std::string& address : rule.mail_to) out.push_back({"mail", address});
  return out;
}

Result<std::unique_ptr<Courier>> Courier::create(const AlertConfig& config, FiringStore& store) {
  auto fetcher = Fetcher::create(config.fetch);
  if (!fetcher) return tl::unexpected(fetcher.error());
  return std::unique_ptr<Courier>(new Courier(config, store, std::move(*fetcher)));
}

const AlertRule::Webhook* Courier::webhook(const Owed& delivery) const {
  for (const AlertRule& rule : config_.rules) {
    if (rule.name != delivery.firing.rule) continue;
    for (const auto& webhook : rule.webhooks)
      if (webhook_key(webhook.url) == delivery.target.name) return &webhook;
  }
  return nullptr;
}

void Courier::note(const Result<void>& done) {
  if (!done && done_) done_ = done;
}

void Courier::give_up(const Owed& delivery, const std::string& why) {
  note(store_.settle(delivery, DeliveryState::given_up, 0, why));
}

void Courier::settle(const Owed& delivery, const Sent& sent, Instant now) {
  if (sent.fate == Fate::accepted) {
    note(store_.settle(delivery, DeliveryState::accepted, 0, ""));
    return;
  }
  if (sent.fate == Fate::refused) return give_up(delivery, sent.answer);
  const std::string seed = delivery.firing.id + delivery.target.name;
  const auto next = next_try(delivery.firing.at, now, delivery.tries + 1, seed, sent.retry_after);
  if (!next) return give_up(delivery, sent.answer + "; given up after a day");
  note(store_.settle(delivery, DeliveryState::owed, *next, sent.answer));
  note(store_.put_off(delivery.target, *next));
}

// Sends one and, once it is settled, the next one.
void Courier::post(const Queue& queue, std::size_t next, Instant now) {
  if (next == queue.size() || !done_) return;
  const Owed& delivery = queue[next];
  const AlertRule::Webhook* const to = webhook(delivery);
  if (!to) {
    give_up(delivery, "the configuration names this address no more");
    return post(queue, next + 1, now);
  }
  fetcher_->start(webhook_request(*to, delivery.firing, now),
                  [this, &queue, next, now, to](Result<Fetched> answer) {
                    const Sent sent = judge(answer, to->url);
                    settle(queue[next], sent, now);
                    if (sent.fate != Fate::again) post(queue, next + 1, now);
                  });
}

Sent Courier::mail(const Queue& queue, Instant now) const {
  if (config_.mail.server.empty())
    return {Fate::refused, "the configuration names no mail server", {}};
  return send_mail(config_.mail, queue.front().target.name,
                   to_rfc5322(one_mail(queue, config_.mail, now)));
}

void Courier::mail_all(const std::vector<Queue>& queues, Instant now) {
  Sent sent;
  for (const Queue& queue : queues) {
    if (queue.front().target.channel != "mail" || !done_) continue;
    // A server that is not there is not waited for once for each address.
    if (sent.reached) sent = mail(queue, now);
    for (const Owed& owed : queue) settle(owed, sent, now);
  }
}

Result<void> Courier::deliver(Instant now) {
  done_ = {};
  const auto due = store_.due(now, kEach, kAtOnce);
  if (!due) return tl::unexpected(due.error());
  std::vector<Queue> queues;
  for (const Owed& owed : *due) {
    if (queues.empty() || queues.back().front().target != owed.target) queues.emplace_back();
    queues.back().push_back(owed);
  }
  for (const Queue& queue : queues)
    if (queue.front().target.channel == "webhook") post(queue, 0, now);
  while (fetcher_->run(kWait)) {
  }
  mail_all(queues, now);
  return done_;
}

}  // namespace mercato
