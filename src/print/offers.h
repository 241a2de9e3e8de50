/* What is offered on T, and what is asked for besides its price. */
#ifndef PRINT_OFFERS_H
#define PRINT_OFFERS_H

#include "print/draft.h"

/* Whether REWARD is of KIND and its dates hold T; whether there is any such. */
bool offer_holds(const struct ledger *ledger, const struct reward *reward, enum reward_kind kind);
bool offers_any(const struct ledger *ledger, enum reward_kind kind);

/* What REWARD asks for besides its price: of goods points reached, its quota; "" for nothing. */
const char *offer_conditions(struct draft *d, const struct reward *reward);

#endif
