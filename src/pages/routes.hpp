// The routes of the pages, each in a file of its own: src/pages/<name>_route.cpp. A form is posted
// to the address of its page.
#pragma once

#include "pages/site.hpp"

namespace draagkracht::pages {

// GET / : to the work of the first municipality.
[[nodiscard]] api::Route start_route(const SitePointer& site);
// GET, POST /inloggen and POST /uitloggen
void add_session_routes(api::Router& router, const SitePointer& site);
// GET /gemeenten/{gemeentecode}/werkvoorraad?vanaf=50
[[nodiscard]] api::Route worklist_route(const SitePointer& site);
// GET /gemeenten/{gemeentecode}/verjaring?vanaf=50: which claims lapse soon
[[nodiscard]] api::Route hold_watch_route(const SitePointer& site);
[[nodiscard]] api::Route limitation_route(const SitePointer& site);
// GET /gemeenten/{gemeentecode}/incassobestanden?vanaf=50: collections by direct debit
[[nodiscard]] api::Route collections_route(const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/uitbetalingen?vanaf=50: what is paid back, and preparing a
// file of it; GET, POST under it /{uitbetaling}?vanaf=50: one file, asking a second person again
// and withdrawing it; POST /{uitbetaling}/bestand: the file for the bank
void add_payout_routes(api::Router& router, const SitePointer& site);
// GET /gemeenten/{gemeentecode}/tussenrekening?vanaf=50: money that waits; GET, POST under it
// /{post}: one payment, and what an officer does with it
void add_suspense_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/werkvoorraad/{taak}: a talk, and recording it
void add_task_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/goedkeuringen: what waits for a second person
void add_approval_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/clienten: a search by client number or BSN. Both are posted,
// so that they stand in no address, history or log.
void add_search_routes(api::Router& router, const SitePointer& site);
// GET /gemeenten/{gemeentecode}/clienten/{clientnummer}
[[nodiscard]] api::Route client_route(const SitePointer& site);
// GET /gemeenten/{gemeentecode}/clienten/{clientnummer}/vorderingen/{vordering}?op=2026-06-30: one
// claim as it stood on a day
[[nodiscard]] api::Route claim_route(const SitePointer& site);
// GET, POST .../vorderingen/{vordering}/handelingen/{handeling}: an act on a claim
void add_claim_act_routes(api::Router& router, const SitePointer& site);
// GET, POST .../vorderingen/{vordering}/kwijtschelding: proposing a remission or buy-off on a
// ground that is reached, and carrying it out after a second person granted it
void add_claim_remission_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/jaarafsluitingen: the years whose books are closed, and
// closing the next one
void add_year_close_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/maandafsluitingen?maand=2026-06: the proof of the next month,
// or of a closed one, and closing the next one
void add_month_close_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/clienten/{clientnummer}/contact: recording a contact that no
// task asked for
void add_client_contact_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/clienten/{clientnummer}/regelingen/{regeling}/pauzes: pausing
// a running plan; and under it /{pauze}: shortening or withdrawing that pause
void add_pause_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/clienten/{clientnummer}/regelingen/{regeling}/einde: ending a
// plan by decision, broken or remitted
void add_plan_ending_routes(api::Router& router, const SitePointer& site);
// GET /gemeenten/{gemeentecode}/herbeoordelingen?vanaf=50: who is to be talked with again; GET,
// POST /gemeenten/{gemeentecode}/clienten/{clientnummer}/regelingen/{regeling}/herbeoordeling: what
// came of it
void add_plan_review_routes(api::Router& router, const SitePointer& site);
// GET, POST /gemeenten/{gemeentecode}/clienten/{clientnummer}/gesprek: a talk about money, and the
// agreement; POST /gemeenten/{gemeentecode}/berekening: what a form comes to, without the page
void add_money_talk_routes(api::Router& router, const SitePointer& site);
// GET /brieven/{brief}: the PDF as it was sent
[[nodiscard]] api::Route letter_route(const SitePointer& site);
// GET /assets/{bestand}: for anyone, and for ever, as the name changes with the content
[[nodiscard]] api::Route asset_route(const SitePointer& site);

// What a refusal looks like: a page in Dutch, or the way to the log-in.
[[nodiscard]] api::RefusalDress refusal_page(const SitePointer& site);

// A route that answers with a page.
[[nodiscard]] api::Route page_route(std::string pattern, api::OfficerHandler handler);
[[nodiscard]] api::Route form_route(std::string pattern, api::OfficerHandler handler);

}  // namespace draagkracht::pages
