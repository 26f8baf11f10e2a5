// The routes of the REST interface, each in a file of its own: src/api/<name>_route.cpp.
#pragma once

#include <nlohmann/json.hpp>

#include "draagkracht/api/router.hpp"
#include "draagkracht/api/services.hpp"

namespace draagkracht::api {

// GET /openapi.json: the contract, for anyone and from any site.
[[nodiscard]] Route contract_route();
// POST /v1/sessies: log in; answers with the cookie and the token for every next POST.
[[nodiscard]] Route session_route(Gate& gate);
// POST /v1/gemeenten/{gemeentecode}/zoekopdrachten: a client by BSN or client number, both in the
// body, so that neither stands in a log of addresses.
[[nodiscard]] Route search_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/overzicht
[[nodiscard]] Route overview_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/vorderingen/{vorderingnummer}/rente
// ?tot=2026-11-06: what the statutory interest comes to; sets none
[[nodiscard]] Route interest_route(Services& services);
// GET .../vorderingen/{vorderingnummer}/verloop?op=2026-06-30&bekendOp=2026-06-30: how the claim
// stood on a day, with all that makes it so
[[nodiscard]] Route claim_life_route(Services& services);
// GET .../vorderingen/{vorderingnummer}/rekeningoverzicht?van=2026-01-01&totEnMet=2026-06-30
[[nodiscard]] Route account_statement_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/terugbetalingen?van=2026-01-01&totEnMet=2026-06-30: credits to
// be paid out, as decided in that period
[[nodiscard]] Route refunds_route(Services& services);
// POST .../vorderingen/{vorderingnummer}/handelingen: an act on a claim, once for each number
[[nodiscard]] Route claim_act_route(Services& services);
// POST .../vorderingen/{vorderingnummer}/handelingsvoorstellen: asks a second person for an act
[[nodiscard]] Route act_proposal_route(Services& services);
// POST .../vorderingen/{vorderingnummer}/kwijtscheldingsvoorstellen: asks a second person for a
// remission or buy-off on a ground that is reached; POST .../kwijtscheldingen: carries it out
[[nodiscard]] Route remission_proposal_route(Services& services);
[[nodiscard]] Route remission_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/goedkeuringen: what waits for a second person, or was granted
// and can be used; GET under it /{goedkeuringsnummer}: one, whatever became of it; POST
// .../{goedkeuringsnummer}/besluit: decides
[[nodiscard]] Route approvals_route(Services& services);
[[nodiscard]] Route approval_route(Services& services);
[[nodiscard]] Route approval_decision_route(Services& services);
// POST /v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/regelingen/{regelingnummer}/pauzes
// and under it /{pauzenummer}/wijzigingen: pausing a running plan, shortening or withdrawing.
[[nodiscard]] Route pausing_route(Services& services);
[[nodiscard]] Route pause_change_route(Services& services);
// POST .../regelingen/{regelingnummer}/einde: ending a plan by decision
[[nodiscard]] Route ending_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/herbeoordelingen?limiet=50&vanaf=0: who is to be talked with
// again
[[nodiscard]] Route reviews_route(Services& services);
// POST .../regelingen/{regelingnummer}/herbeoordelingen: what came of it
[[nodiscard]] Route review_route(Services& services);
// GET, POST /v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/machtigingen
[[nodiscard]] Route mandates_route(Services& services);
[[nodiscard]] Route new_mandate_route(Services& services);
// POST .../machtigingen/{machtigingsnummer}/intrekking: the debtor withdrew it
[[nodiscard]] Route mandate_withdrawal_route(Services& services);
// GET, POST /v1/gemeenten/{gemeentecode}/jaarafsluitingen: which years have their books closed, by
// whom and when; closes one
[[nodiscard]] Route closed_years_route(Services& services);
[[nodiscard]] Route year_close_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/tussenrekening?limiet=50&vanaf=0&behandelaar=12: money that
// waits for a person, oldest first; GET under it /{postnummer}: one payment, with suggestions; POST
// .../{postnummer}/behandelaar: who works at it; POST .../{postnummer}/terugboeking: which payment
// the bank took back by it
[[nodiscard]] Route suspense_route(Services& services);
[[nodiscard]] Route suspense_entry_route(Services& services);
[[nodiscard]] Route suspense_owner_route(Services& services);
[[nodiscard]] Route return_route(Services& services);
// POST .../tussenrekening/handelingen: where money goes, once for each number; POST
// .../herstelhandelingen: undoes such an act; POST .../terugbetalingsvoorstellen: asks a second
// person to pay money back; POST .../terugbetalingen: records it after the approval
[[nodiscard]] Route placement_route(Services& services);
[[nodiscard]] Route undo_route(Services& services);
[[nodiscard]] Route refund_proposal_route(Services& services);
[[nodiscard]] Route refund_decision_route(Services& services);
// GET, POST /v1/gemeenten/{gemeentecode}/maandafsluitingen: the closed months with their figures,
// and closing one; GET /v1/gemeenten/{gemeentecode}/maandbewijs?maand=2026-06: the proof as it
// would be frozen now; POST /v1/gemeenten/{gemeentecode}/maandverschillen: asks a second person to
// accept a difference with the bank
[[nodiscard]] Route closed_months_route(Services& services);
[[nodiscard]] Route month_proof_route(Services& services);
[[nodiscard]] Route month_difference_route(Services& services);
[[nodiscard]] Route month_close_route(Services& services);
// GET, POST /v1/gemeenten/{gemeentecode}/incassobestanden?limiet=50&vanaf=0: collections by direct
// debit with what became of each, newest first; prepares one; POST under it
// /{incassonummer}/intrekking: it does not go to the bank
[[nodiscard]] Route collections_route(Services& services);
[[nodiscard]] Route new_collection_route(Services& services);
[[nodiscard]] Route collection_withdrawal_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/uitbetalingen: refunds that were decided and are not paid out;
// POST there: prepares them for the bank, and asks a second person; POST
// .../{uitbetaling}/intrekking: it does not go to the bank
[[nodiscard]] Route open_refunds_route(Services& services);
[[nodiscard]] Route payout_route(Services& services);
[[nodiscard]] Route payout_withdrawal_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/afschriftverwerkingen: the runs over folders of statements;
// under it /{verwerkingsnummer}: one of them. GET .../afschriftbevindingen: what keeps statements
// out; POST under it /{bevindingsnummer}/bevestiging: an officer takes the statement all the same
[[nodiscard]] Route statement_runs_route(Services& services);
[[nodiscard]] Route statement_run_route(Services& services);
[[nodiscard]] Route statement_findings_route(Services& services);
[[nodiscard]] Route finding_confirmation_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/taken?limiet=50&vanaf=0
[[nodiscard]] Route worklist_route(Services& services);
// GET /v1/gemeenten/{gemeentecode}/verjaringen?limiet=50&vanaf=0: which claims lapse soon
[[nodiscard]] Route hold_watch_route(Services& services);
[[nodiscard]] Route limitation_route(Services& services);

// POST /v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/betalingsvoorstellen: what could be
// agreed on; writes nothing but the look
[[nodiscard]] Route proposals_route(Services& services);
// POST /v1/gemeenten/{gemeentecode}/debiteuren/{debiteurnummer}/betalingsregelingen: an agreement,
// once for each Idempotency-Key
[[nodiscard]] Route agreement_route(Services& services);

// The municipality with the code in the path. Problem api.no-such-municipality.
[[nodiscard]] base::Outcome<base::MunicipalityId> municipality_of(
    const Services& services, const Request& request
);

// The client with the number in the path. Problems of municipality_of, api.no-such-client,
// access.not-allowed.
struct ClientAsked {
    base::MunicipalityId municipality;
    base::PersonId person;
};
[[nodiscard]] base::Outcome<ClientAsked> client_of(
    Services& services, const Request& request, const Visit& visit
);

// Which part of a long list is asked for: "limiet" and "vanaf" in the query. Problem
// api.wrong-field.
struct ListPart {
    int limit;
    int offset;
};
[[nodiscard]] base::Outcome<ListPart> list_part_of(const Request& request);

// The contact of a client with the number that whoever recorded it gave; empty when there is none.
[[nodiscard]] base::Outcome<std::optional<base::ContactId>> contact_numbered(
    Services& services, const Visit& visit, const ClientAsked& client, const std::string& number
);

// The bank entry with the number in the path. Problems of municipality_of, payments.unknown-entry.
struct EntryAsked {
    base::MunicipalityId municipality;
    base::EntryId entry;
};
[[nodiscard]] base::Outcome<EntryAsked> entry_asked(
    const Services& services, const Request& request
);

// The body as an object of texts. Problems api.not-json, and api.wrong-field for another field than
// these, or one that is no text; a value is never repeated.
[[nodiscard]] base::Outcome<Fields> text_fields_of(
    const Request& request, const std::vector<std::string>& names
);

}  // namespace draagkracht::api
