// What comes of it when an officer says that a file of ours does not go to the bank: it is
// withdrawn, or a second person is asked, as it may have left.
#pragma once

namespace draagkracht::payments {

enum class Withdrawal {
    done,
    asked,  // of a second person
};

}  // namespace draagkracht::payments
