// Writes transfers as pain.001, for the bank: what is paid back to debtors.
//
//     Pain001Writer writer{file, TransferMessage::pain_001_001_09, message};
//     writer.begin(batch);
//     writer.write(refund);          // as many as the batch says
//     writer.end();
//     writer.finish();
#pragma once

#include <ostream>

#include "draagkracht/payments/payment_order.hpp"

namespace draagkracht::payments {

class Pain001Writer {
  public:
    // `out` must outlive the writer; whoever opened it looks whether writing went well.
    Pain001Writer(std::ostream& out, TransferMessage version, const OrderMessage& message);

    void begin(const RefundBatch& batch);
    void write(const Refund& refund);
    // A batch, and the message, come to what they said they would.
    void end();
    void finish();

  private:
    std::ostream& out_;
    TransferMessage version_;
    CountAndTotal of_message_;
    CountAndTotal of_batch_;
    CountAndTotal written_;  // of the message
    CountAndTotal written_of_batch_;
};

}  // namespace draagkracht::payments
