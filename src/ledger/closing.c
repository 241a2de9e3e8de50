#include "ledger/closing.h"

#include "ledger/account.h"

static void add(struct closing_sum *sum, int64_t points)
{
    if (points <= 0)
        return;
    sum->households++;
    sum->points += points;
}

static void days_of(struct closing *closing, const struct ledger *ledger)
{
    const struct village *village = &ledger->records->village;
    const struct cycle *cycle = ledger_current(ledger);
    *closing = (struct closing){
        .lapse = date_last, .end = cycle->to, .carries = village->carry != carry_none, .until = date_last};
    if (village->carry == carry_none)
        closing->lapse = cycle->to;
    if (village->carry != carry_until)
        return;
    int32_t day = account_carry_until(village, cycle->id);
    closing->lapse = ledger->date <= day ? day : date_last;
    closing->until = account_carry_until(village, cycle->id + 1);
}

static void account_add(struct closing *closing, const struct account *account, enum carry carry)
{
    if (carry == carry_none)
        add(&closing->lapsing, account->balance);
    else
        add(&closing->left, account->balance);
    if (carry == carry_until && closing->lapse != date_last)
        add(&closing->lapsing, account->carried - account->spent);
}

void closing_of(struct closing *closing, const struct ledger *ledger)
{
    const struct cycle *cycle = ledger_current(ledger);
    days_of(closing, ledger);
    for (uint32_t i = 0; i < cycle->accounts_len; i++)
        account_add(closing, &cycle->accounts[i], ledger->records->village.carry);
}

void closing_account(struct closing *closing, const struct ledger *ledger, const struct account *account)
{
    days_of(closing, ledger);
    account_add(closing, account, ledger->records->village.carry);
}

bool closing_soon(const struct ledger *ledger, int32_t day, int32_t ahead)
{
    return day != date_last && day >= ledger->date && day - ledger->date <= ahead;
}
