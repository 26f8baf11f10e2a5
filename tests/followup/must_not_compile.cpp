// The gate cannot be passed by, not even by mistake.
#include "draagkracht/followup/escalation_gate.hpp"

namespace draagkracht::followup {

void try_it(const GateRequest& request, const OpenedGate& opened) {
#ifdef gate_opened_by_hand  // OpenedGate::OpenedGate.*is private within this context
    const OpenedGate gate{request, GateBasis::conversation};
#endif
#ifdef gate_out_of_nothing  // no matching function for call to .*OpenedGate::OpenedGate
    const OpenedGate gate;
#endif
#ifdef gate_used_twice  // use of deleted function .*OpenedGate::OpenedGate.const
    const OpenedGate again{opened};
#endif
#ifdef approval_made_up  // no matching function for call to .*GrantedApproval::GrantedApproval
    const access::GrantedApproval approval;
#endif
    static_cast<void>(request);
    static_cast<void>(opened);
}

}  // namespace draagkracht::followup
