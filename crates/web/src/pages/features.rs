//! Features & mix: what could be done, what it costs, and what a budget can carry for everybody.

use domain::words::Price;

use crate::catalogue::Say;
use crate::money::Money;

/// “€96,000”, or “€90,000 to €96,000”.
pub fn price(say: Say, money: &Money, price: Price) -> String {
    if price.low == price.high {
        return money.text(price.high);
    }
    say.two(
        "price-range",
        ("low", money.text(price.low)),
        ("high", money.text(price.high)),
    )
}
