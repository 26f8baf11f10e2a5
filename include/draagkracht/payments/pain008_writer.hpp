// Writes direct debits as pain.008, for the bank.
//
//     Pain008Writer writer{file, DirectDebitMessage::pain_008_001_08, message};
//     writer.begin(batch);
//     writer.write(order);           // as many as the batch says
//     writer.end();
//     writer.finish();
//
// Nothing is kept: what is written goes to the stream. Names are brought to the characters that
// banks take; addresses are left out, as no bank here asks them. The payment reference goes along
// as a structured one, so that it comes back with the money.
#pragma once

#include <ostream>

#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

class Pain008Writer {
  public:
    // `out` must outlive the writer; whoever opened it looks whether writing went well.
    Pain008Writer(std::ostream& out, DirectDebitMessage version, const OrderMessage& message);

    void begin(const CollectionBatch& batch);
    void write(const CollectionOrder& order);
    // A batch, and the message, come to what they said they would.
    void end();
    void finish();

  private:
    std::ostream& out_;
    CountAndTotal of_message_;
    CountAndTotal of_batch_;
    CountAndTotal written_;  // of the message
    CountAndTotal written_of_batch_;
};

}  // namespace draagkracht::payments
