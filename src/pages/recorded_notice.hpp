// What is said after a contact or an agreement was recorded, of a contact: whether its task is
// done, or on which day it comes back. It travels in the address of the next page, with nothing
// about anybody in it.
//
//     recorded_query(contact, today)      // "?melding=terug&op=2026-11-13"
//     recorded_notice(request)            // "Het contact is vastgelegd. De taak komt terug op ..."
#pragma once

#include <string>

#include "draagkracht/api/request.hpp"
#include "draagkracht/followup/contact.hpp"

namespace draagkracht::pages {

// For a contact with a task.
[[nodiscard]] std::string recorded_query(
    const followup::Contact& contact, base::BusinessDate today
);
inline constexpr const char* recorded_without_task = "?melding=vastgelegd";
// A plan was agreed on.
inline constexpr const char* recorded_agreement = "?melding=afgesproken";

// A plan was ended: after a broken one people talk first.
inline constexpr const char* recorded_broken_plan = "?melding=niet-nagekomen";
inline constexpr const char* recorded_remitted_plan = "?melding=kwijtgescholden";

// A plan was looked at again: it stays, or the talk is open for who may agree on another.
inline constexpr const char* recorded_kept_plan = "?melding=blijft";
inline constexpr const char* recorded_open_talk = "?melding=heropend";

// An act on a claim was recorded, or was put before a second person.
inline constexpr const char* recorded_act = "?melding=handeling";
inline constexpr const char* prepared_act = "?melding=voorgelegd";
inline constexpr const char* granted_act = "?melding=akkoord";
inline constexpr const char* refused_act = "?melding=niet-akkoord";

// The books of a year were closed, now or before.
inline constexpr const char* closed_year = "?melding=jaar-gesloten";
inline constexpr const char* closed_before = "?melding=jaar-was-gesloten";
// And of a month.
inline constexpr const char* closed_month = "?melding=maand-gesloten";
inline constexpr const char* month_closed_before = "?melding=maand-was-gesloten";
inline constexpr const char* asked_difference = "?melding=verschil-voorgelegd";

// A file for the bank was prepared, or withdrawn.
inline constexpr const char* prepared_file = "?melding=bestand-klaargezet";
inline constexpr const char* withdrawn_file = "?melding=bestand-ingetrokken";
// Or that is put before a second person first.
inline constexpr const char* asked_withdrawal = "?melding=intrekking-voorgelegd";

// Empty when nothing was recorded.
[[nodiscard]] std::string recorded_notice(const api::Request& request);

}  // namespace draagkracht::pages
