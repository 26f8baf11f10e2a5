#include "draagkracht/storage/by_index.hpp"

#include <soci/soci.h>

namespace draagkracht::storage {

void look_up_by_index(Transaction& transaction) {
    if (transaction.engine() == Engine::postgresql) {
        // What it must do all the same it takes for very dear, and worth a program of its own.
        transaction.sql() << "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;"
                             " SET LOCAL enable_mergejoin = off; SET LOCAL jit = off";
    }
}

}  // namespace draagkracht::storage
