#include "payments/notification_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/chunks_ahead_service.hpp"
#include "payments/examination_service.hpp"
#include "payments/municipal_ladders_service.hpp"
#include "payments/notified_batch_store.hpp"
#include "payments/notified_spread_service.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

// Of each notification of the file what all its entries tell. A pass of its own, as the file may be
// large, and nothing is kept of one that tells something else than it did.
base::Outcome<std::vector<std::string>> contents_of(StatementFile& source) {
    std::vector<std::string> contents;
    base::Sha256 print;
    const std::unique_ptr<StatementReader> reader = source.read_again();
    while (true) {
        const base::Outcome<StatementPiece> piece = reader->next();
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (const Entry* const entry = std::get_if<Entry>(&*piece)) {
            if (const auto batch = notified_batch_of(*entry)) {
                print.add(content_key_of(*entry, *batch));
            }
        } else if (std::holds_alternative<Statement>(*piece)) {
            const base::Sha256Digits digits = print.digits();
            contents.emplace_back(digits.begin(), digits.end());
        } else {
            return contents;
        }
    }
}

// One notification of the file, and how far it is.
struct Keeping {
    NotifiedAccount account;
    NotificationReport report;
};

base::Problem at_notification(base::Problem problem, std::size_t number) {
    return std::move(problem).at(fmt::format("statement {}", number));
}

base::Outcome<std::vector<NewNotification>> notifications_of(
    const access::Occasion& occasion,
    const CheckedFile& file,
    const Accounts& accounts,
    const std::vector<std::string>& contents
) {
    std::vector<NewNotification> all;
    std::set<NotificationKey> seen;
    for (std::size_t place = 0; place < file.statements.size(); ++place) {
        const Statement& statement = file.statements[place].statement;
        NotificationKey key{
            accounts.at(statement.account).id,
            statement.identifier,
            statement.created_on ? statement.created_on->to_string() : std::string{}};
        if (!seen.insert(key).second) {
            return tl::unexpected(at_notification(
                base::problem(
                    "payments.repeated-statement", "the file holds the same notification twice"
                )
                    .value(),
                statement.number
            ));
        }
        all.push_back({std::move(key), contents[place], file.sha256, occasion.moment});
    }
    return all;
}

struct Registered {
    NotificationId id;
    bool is_new;
};

// Makes those known that are new; of the others that they tell the same is all that counts.
base::Outcome<std::vector<Registered>> register_all(
    Transaction& transaction, const std::vector<NewNotification>& all
) {
    std::vector<NotificationKey> keys;
    std::ranges::transform(all, std::back_inserter(keys), &NewNotification::key);
    const std::map<NotificationKey, StoredNotification> known =
        notifications_named(transaction, keys);
    std::vector<NewNotification> added;
    for (std::size_t place = 0; place < all.size(); ++place) {
        const auto found = known.find(all[place].key);
        if (found == known.end()) {
            added.push_back(all[place]);
        } else if (found->second.content_sha256 != all[place].content_sha256) {
            return tl::unexpected(at_notification(
                base::problem(
                    "payments.other-content",
                    "a notification with this identifier and date told something else",
                    "ask the bank which of the two is right"
                )
                    .value(),
                place + 1
            ));
        }
    }
    const std::vector<NotificationId> ids = add_notifications(transaction, added);
    auto next_id = ids.begin();
    std::vector<Registered> registered;
    for (const NotificationKey& key : keys) {
        const auto found = known.find(key);
        const bool is_new = found == known.end();
        registered.push_back({is_new ? *next_id++ : found->second.id, is_new});
    }
    return registered;
}

base::Outcome<std::vector<Keeping>> receive_notifications(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    const std::vector<std::string>& contents,
    const norms::LaddersOfMunicipalities& ladders
) {
    const auto by_municipality = ladders_by_municipality(database, ladders);
    Transaction transaction{database, "receive notifications", storage::Access::write};
    const base::Outcome<Accounts> accounts = accounts_of(transaction, occasion, file);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    const auto all = notifications_of(occasion, file, *accounts, contents);
    if (!all) {
        return tl::unexpected(all.error());
    }
    const auto registered = register_all(transaction, *all);
    if (!registered) {
        return tl::unexpected(registered.error());
    }
    audit::Trail trail{transaction, occasion.author()};
    std::vector<Keeping> keeping;
    for (std::size_t place = 0; place < all->size(); ++place) {
        const NewNotification& one = (*all)[place];
        const BankAccount& account = accounts->at(file.statements[place].statement.account);
        if (const base::Done open =
                claims::keep_month_open(transaction, account.municipality, occasion.today);
            !open) {
            return tl::unexpected(open.error());
        }
        const auto& [id, is_new] = (*registered)[place];
        const auto of_policy = by_municipality.find(account.municipality);
        keeping.push_back(
            {{account.id,
              account.municipality,
              of_policy == by_municipality.end() ? norms::MatchLadders{} : of_policy->second},
             {id, account.municipality, one.key.identifier, one.key.created_on}}
        );
        if (is_new) {
            trail.record(
                {"payments.receive_notification",
                 account.municipality,
                 std::nullopt,
                 fmt::format("notification:{}", id.value()),
                 fmt::format(R"({{"file_sha256":"{}"}})", file.sha256)}
            );
        }
    }
    if (std::ranges::any_of(*registered, &Registered::is_new)) {
        trail.write();
        transaction.commit();
    }
    return keeping;
}

// Keeps what is new of a chunk of batches of one notification, and spreads what waits of them.
base::Done keep_chunk(
    storage::Database& database,
    const access::Occasion& occasion,
    Keeping& keeping,
    const std::vector<NewNotifiedBatch>& chunk
) {
    Transaction transaction{database, "keep notified batches", storage::Access::write};
    if (const base::Done open =
            claims::keep_month_open(transaction, keeping.account.municipality, occasion.today);
        !open) {
        return open;
    }
    take_notification_turn(transaction, keeping.account.id);
    std::vector<std::string> keys;
    std::ranges::transform(chunk, std::back_inserter(keys), &NewNotifiedBatch::content_key);
    const auto known = batches_of_content(transaction, keeping.account.id, keys);
    std::vector<NotifiedBatchId> told;
    std::ranges::transform(known, std::back_inserter(told), [](const auto& one) {
        return one.second;
    });
    std::vector<const NewNotifiedBatch*> added;
    std::set<std::string> seen;
    CountAndAmount kept;
    for (const NewNotifiedBatch& one : chunk) {
        if (!known.contains(one.content_key) && seen.insert(one.content_key).second) {
            ++kept.count;
            kept.amount += one.batch.amount;
            added.push_back(&one);
        }
    }
    std::ranges::move(
        add_notified_batches(transaction, keeping.report.id, keeping.account.id, added),
        std::back_inserter(told)
    );
    const audit::Author author = occasion.author();
    audit::Trail trail{transaction, author};
    trail.record(
        {"payments.keep_notified_batches",
         keeping.account.municipality,
         std::nullopt,
         fmt::format("notification:{}", keeping.report.id.value()),
         fmt::format(R"({{"batches":{},"amount_cents":{}}})", kept.count, kept.amount.in_cents())}
    );
    const base::Outcome<CountAndAmount> spread =
        spread_what_waits(transaction, trail, author, keeping.account, told);
    if (!spread) {
        return tl::unexpected(spread.error());
    }
    if (kept.count > 0 || spread->count > 0) {
        trail.write();
        transaction.commit();
    }
    NotificationReport& report = keeping.report;
    report.kept.count += kept.count;
    report.kept.amount += kept.amount;
    report.known += static_cast<std::int64_t>(chunk.size()) - kept.count;
    report.spread.count += spread->count;
    report.spread.amount += spread->amount;
    return {};
}

// Goes through the file once more and keeps what is new.
class KeepingFile {
  public:
    KeepingFile(
        storage::Database& database,
        const access::Occasion& occasion,
        const CheckedFile& file,
        const NotificationOptions& options,
        std::vector<Keeping>& keeping
    )
        : database_{database},
          occasion_{occasion},
          file_{file},
          options_{options},
          keeping_{keeping} {}

    base::Done keep_all(StatementReader& reader) {
        while (true) {
            base::Outcome<StatementPiece> piece = reader.next();
            if (!piece) {
                return tl::unexpected(piece.error());
            }
            if (std::holds_alternative<EndOfFile>(*piece)) {
                return {};
            }
            Entry* const entry = std::get_if<Entry>(&*piece);
            if (base::Done kept = entry == nullptr ? end() : take(std::move(*entry)); !kept) {
                return kept;
            }
        }
    }

  private:
    base::Done take(Entry entry) {
        ++passed_;
        std::optional<NotifiedBatch> batch = notified_batch_of(entry);
        if (!batch) {
            ++keeping_[place_].report.not_kept;
            return {};
        }
        std::string key = content_key_of(entry, *batch);
        payments_ += entry.details.size();
        chunk_.push_back(
            {std::move(*batch),
             static_cast<std::int64_t>(entry.number),
             std::move(key),
             std::move(entry.details)}
        );
        return payments_ < options_.payments_per_chunk ? base::Done{} : keep();
    }

    base::Done end() {
        const base::Done kept = keep();
        ++place_;
        return kept;
    }

    base::Done keep() {
        if (chunk_.empty()) {
            return {};
        }
        // What waits locks the claims of its payments, and after them what hangs together with
        // those.
        base::Done kept = storage::repeat_after_collision([this] {
            return keep_chunk(database_, occasion_, keeping_[place_], chunk_);
        });
        chunk_.clear();
        payments_ = 0;
        if (options_.progress) {
            options_.progress({Progress::Stage::booking, passed_, file_.entries});
        }
        return kept;
    }

    storage::Database& database_;
    const access::Occasion& occasion_;
    const CheckedFile& file_;
    const NotificationOptions& options_;
    std::vector<Keeping>& keeping_;
    std::size_t place_ = 0;  // of the notification in the file
    std::vector<NewNotifiedBatch> chunk_;
    std::size_t payments_ = 0;  // in the chunk
    std::uint64_t passed_ = 0;
};

}  // namespace

base::Outcome<std::vector<NotificationReport>> take_in_notifications(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source,
    const NotificationOptions& options
) {
    const base::Outcome<std::vector<std::string>> contents = contents_of(source);
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    base::ensure(contents->size() == file.statements.size(), "each notification is read again");
    auto keeping = receive_notifications(database, occasion, file, *contents, options.ladders);
    if (!keeping) {
        return tl::unexpected(keeping.error());
    }
    const std::unique_ptr<StatementReader> reader = source.read_again();
    KeepingFile keeper{database, occasion, file, options, *keeping};
    if (const base::Done kept = keeper.keep_all(*reader); !kept) {
        return tl::unexpected(kept.error());
    }
    std::vector<NotificationReport> reports;
    std::ranges::transform(*keeping, std::back_inserter(reports), [](const Keeping& one) {
        return one.report;
    });
    return reports;
}

}  // namespace draagkracht::payments
