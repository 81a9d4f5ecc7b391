#include "9_answer/answers.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <semaphore>
#include <stop_token>
#include <thread>

#include "7_ledger/digest.h"
#include "9_answer/answer_cache.h"
#include "9_answer/draft_check.h"
#include "9_answer/filter.h"
#include "9_answer/first_words.h"
#include "9_answer/making.h"
#include "9_answer/view_pool.h"

namespace mercato {
namespace {

using namespace std::chrono_literals;

// Half of a SHA-256: clients shape some answers, and none must be able to give two the same tag.
std::string digest(std::string_view body) {
  return to_hex(std::string_view(sha256(body)).substr(0, kDigestSize / 2));
}

Reply reply_of(std::string body) {
  Reply out;
  out.etag = digest(body);
  out.body = std::make_shared<const std::string>(std::move(body));
  return out;
}

std::string key_of(const Question& question, const Arguments& arguments) {
  return std::string(question.name) + sealed(arguments);
}

// A place among those who may ask at the same time; nullptr: needs none.
class Turn {
 public:
  explicit Turn(std::counting_semaphore<>* places) : places_(places) {
    if (places_) places_->acquire();
  }
  ~Turn() {
    if (places_) places_->release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  std::counting_semaphore<>* places_;
};

class StoredAnswers final : public Answers {
 public:
  StoredAnswers(const Options& options, std::shared_ptr<const Engine> engine,
                std::shared_ptr<const ForecastModel> model, std::unique_ptr<ViewPool> pool)
      : options_(options),
        engine_(std::move(engine)),
        model_(std::move(model)),
        pool_(std::move(pool)),
        sagas_(options.saga_bytes),
        cache_(options.cache_bytes, [this](const Footing& one) { return stands(one); }),
        drafts_(engine_),
        costly_(std::max(1u, options.connections / 2)),
        watcher_([this](const std::stop_token& stop) { watch(stop); }),
        warmer_([this](const std::stop_token& stop) { warm(stop); }) {}

  Answered ask(const Question& question, const Arguments& arguments) const override {
    if (auto refusal = check_arguments(question, arguments)) return refused(*refusal);
    asked_.store(true, std::memory_order_relaxed);
    look(50ms);
    return cache_.find_or_make(key_of(question, arguments), pool_->generation(),
                               [&] { return make(question, arguments); });
  }

  std::optional<Reply> kept(const Question& question, const Arguments& arguments) const override {
    return cache_.find(key_of(question, arguments), pool_->generation());
  }

  Answered check(std::string_view draft, std::string_view title, Date published) const override {
    auto text = drafts_.check(draft, title, published);
    if (!text) {  // there is nothing in it that could be read
      Refusal refusal = refuse(Refusal::Kind::malformed, "text", text.error().message);
      return refused(std::move(refusal));
    }
    return reply_of(std::move(*text));
  }

  tl::expected<ClaimFilter, Refusal> filter(const Arguments& arguments) const override {
    static constexpr std::string_view kNames[] = {"person", "club",   "type",
                                                  "stage",  "source", "language"};
    for (const auto& [name, value] : arguments) {
      if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames))
        return refused(refuse(Refusal::Kind::malformed, name.substr(0, 64), "filters no claims"));
    }
    const Question& claims = *find_question("claims");
    if (auto refusal = check_arguments(claims, arguments)) return refused(*refusal);
    const auto view = pool_->lend(kEndOfTime);
    if (!view) return failed(view.error());
    return filter_of(**view, Asked(claims, arguments));
  }

  Result<std::vector<NewClaim>> new_claims(Row after, const ClaimFilter& filter, std::size_t limit,
                                           bool newest) const override {
    const auto view = pool_->lend(kEndOfTime);
    if (!view) return tl::unexpected(view.error());
    return first_words_.find(**view, after, filter, limit, newest);
  }

  Row last_claim() const override {
    const auto view = pool_->lend(kEndOfTime);
    return view ? (*view)->ledger->last_claim().value_or(0) : 0;
  }

  const Engine& engine() const override { return *engine_; }
  const LedgerFiles& files() const override { return options_.files; }

 private:
  bool stands(const Footing& one) const {
    const SaidSince& said = sagas_.said_since();
    return said.latest() <= one.until && !said.since(one.person, one.epoch);
  }

  // What was said is known before the generation rises, so that no answer goes over into it
  // wrongly.
  void look(std::chrono::milliseconds age) const {
    pool_->look(age, [&](const LedgerView& view) {
      // What cannot be read now may be about anybody.
      if (!sagas_.look(view)) sagas_.forget_everybody();
    });
  }

  AnswerCache::Fresh make(const Question& question, const Arguments& arguments) const {
    Footing footing;
    Answered answer = make(question, arguments, footing);
    return {std::move(answer), footing};
  }

  Answered make(const Question& question, const Arguments& arguments, Footing& footing) const {
    const Asked asked(question, arguments);
    const Maker maker = find_maker(question.name);
    if (!maker) return refused(refuse(Refusal::Kind::unknown, "", "there is no such question"));
    // Those that may take long wait for one another, never for all connections: a dossier gets its
    // turn meanwhile.
    const Turn turn(is_costly(question.name) ? &costly_ : nullptr);
    const auto view = pool_->lend(asked.as_of());
    if (!view) return failed(view.error());
    // No memory, say: those who wait for the same answer must hear of it.
    try {
      Made made = maker({**view, *model_, sagas_, MERCATO_VERSION, footing}, asked);
      if (!made) return refused(std::move(made.error()));
      return reply_of(std::move(*made));
    } catch (const std::exception& error) {
      return refused(refuse(Refusal::Kind::failed, std::string(question.name), error.what()));
    }
  }

  // Keeps what kept() promises, also while nobody asks.
  void watch(const std::stop_token& stop) {
    while (wait(stop, 250ms)) {
      try {
        look(0ms);
      } catch (const std::exception&) {  // no memory, say: it looks again
      }
    }
  }

  // Folds what is new once somebody is there who asks, so that nobody has to wait for all of it.
  void warm(const std::stop_token& stop) {
    std::uint64_t warmed = 0;
    while (options_.warm && wait(stop, warmed ? 1000ms : 100ms)) {
      const std::uint64_t generation = pool_->generation();
      if (!asked_.load(std::memory_order_relaxed) || warmed == generation) continue;
      warmed = generation;
      // A ledger that cannot be read tells so to who asks.
      try {
        if (const auto view = pool_->lend(kEndOfTime)) (void)sagas_.all(**view);
      } catch (const std::exception&) {  // who asks folds, or is told
      }
    }
  }

  // False when it is time to stop.
  static bool wait(const std::stop_token& stop, std::chrono::milliseconds time) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
  }

  const Options options_;
  const std::shared_ptr<const Engine> engine_;
  const std::shared_ptr<const ForecastModel> model_;
  const std::unique_ptr<ViewPool> pool_;
  mutable SagaCache sagas_;
  mutable AnswerCache cache_;
  mutable DraftCheck drafts_;
  mutable FirstWords first_words_;
  mutable std::counting_semaphore<> costly_;
  mutable std::atomic<bool> asked_ = false;
  std::jthread watcher_, warmer_;  // last: they use everything above
};

}  // namespace

Result<std::shared_ptr<const Answers>> Answers::open(const Options& options) {
  auto pool = ViewPool::open(options.files, options.connections + 1);  // one to fold ahead
  if (!pool) return tl::unexpected(pool.error());
  auto engine = Engine::create(options.files.data, options.files.reference);
  if (!engine) return tl::unexpected(engine.error());
  auto model = ForecastModel::load(options.files.data);
  if (!model) return tl::unexpected(model.error());
  return std::make_shared<const StoredAnswers>(options, std::move(*engine), std::move(*model),
                                               std::move(*pool));
}

}  // namespace mercato
