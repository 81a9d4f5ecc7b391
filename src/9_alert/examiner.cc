#include "9_alert/examiner.h"

#include <algorithm>

#include "9_alert/claim_identity.h"
#include "9_alert/courier.h"
#include "9_alert/firing_text.h"

namespace mercato {

Result<std::unique_ptr<Examiner>> Examiner::create(const AlertConfig& config,
                                                   std::shared_ptr<const Answers> answers) {
  for (const AlertRule& rule : config.rules)
    if (auto good = RuleMatcher::check(rule, answers->engine().types()); !good)
      return tl::unexpected(good.error());
  auto view = open_view(answers->files(), kEndOfTime);
  if (!view) return tl::unexpected(view.error());
  return std::unique_ptr<Examiner>(new Examiner(config, std::move(answers), std::move(*view)));
}

Result<void> Examiner::refresh() {
  const auto latest = view_.ledger->latest();
  if (!latest) return tl::unexpected(latest.error());
  view_.latest = *latest;
  words_.forget();
  matchers_.clear();
  for (const AlertRule& rule : config_.rules) {
    auto matcher = RuleMatcher::create(rule, *view_.types, view_);
    if (!matcher) return tl::unexpected(matcher.error());
    matchers_.push_back(std::move(*matcher));
  }
  return {};
}

Result<std::optional<std::string>> Examiner::word_of(const AlertRule& rule, const NewClaim& claim) {
  if (!rule.first_word && rule.record == 0) return std::string();
  const auto word = words_.find(claim.person.row, claim.claim.row);
  if (!word) return tl::unexpected(word.error());
  if (!*word || (rule.first_word && !(*word)->first)) return std::nullopt;
  const std::string& origin = (*word)->origin;
  if (rule.record > 0) {
    const auto rate = records_.rate(origin);
    if (!rate) return tl::unexpected(rate.error());
    if (!*rate || **rate < rule.record) return std::nullopt;
  }
  if (!rule.first_word || origin.empty()) return std::string();
  return digest_of({origin, (*word)->window, stable_id(claim.person),
                    claim.to.row ? stable_id(claim.to) : "", claim.claim.type,
                    to_string(claim.claim.polarity)});
}

Result<std::vector<NewFiring>> Examiner::examine(const NewClaim& claim, const Wanted& wanted,
                                                 Instant now) {
  std::vector<NewFiring> out;
  for (const RuleMatcher& matcher : matchers_) {
    const AlertRule& rule = matcher.rule();
    if (rule.subject != AlertSubject::claim || !wanted(rule) || !matcher.takes(claim)) continue;
    auto word = word_of(rule, claim);
    if (!word) return tl::unexpected(word.error());
    if (*word) out.push_back({firing_of(rule, claim, now), std::move(**word), targets_of(rule)});
  }
  return out;
}

Result<std::optional<std::vector<NewFiring>>> Examiner::examine(Row document, const Wanted& wanted,
                                                                Instant now) {
  const auto findings = find_in_document(*answers_, document);
  if (!findings) return tl::unexpected(findings.error());
  if (!*findings) return std::nullopt;
  std::vector<NewFiring> out;
  for (const RuleMatcher& matcher : matchers_) {
    const AlertRule& rule = matcher.rule();
    if (rule.subject == AlertSubject::claim || !wanted(rule)) continue;
    const auto add = [&](const Finding& finding) {
      out.push_back({firing_of(rule, finding, now), {}, targets_of(rule)});
    };
    if (rule.subject == AlertSubject::drift) {
      for (const auto& [finding, claim] : (*findings)->drift)
        if (matcher.takes(claim)) add(finding);
    } else {
      for (const auto& [finding, fact] : (*findings)->facts)
        if (matcher.takes_fact(fact.predicate, fact.subject, fact.object, finding.outlet))
          add(finding);
    }
  }
  return out;
}

bool Examiner::reads_claims() const {
  return std::any_of(config_.rules.begin(), config_.rules.end(),
                     [](const AlertRule& rule) { return rule.subject == AlertSubject::claim; });
}

bool Examiner::reads_documents() const {
  return std::any_of(config_.rules.begin(), config_.rules.end(),
                     [](const AlertRule& rule) { return rule.subject != AlertSubject::claim; });
}

Result<Row> Examiner::last_document() const {
  const auto newest = view_.ledger->documents(kEndOfTime, 0, 1);
  if (!newest) return tl::unexpected(newest.error());
  return newest->empty() ? 0 : newest->front().row;
}

std::vector<std::string> Examiner::unclear_names() const {
  std::vector<std::string> out;
  for (const RuleMatcher& matcher : matchers_)
    for (const std::string& line : matcher.unclear_names())
      out.push_back("rule " + matcher.rule().name + ": " + line);
  return out;
}

}  // namespace mercato
