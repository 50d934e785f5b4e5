//! Where a table is: in which zone its days begin, and in which currency it counts. One place checks both,
//! whoever names them.

use crate::refusal::Refusal;

/// The names of the IANA time zone database, former spellings too: what browsers and programs say. The
/// database is a directory of the machine that runs this; the rules know the names alone.
const ZONES: &str = include_str!("../zones.txt");

/// The active codes of ISO 4217 in which prices are said: without metals, bond units and codes for tests.
const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD \
     CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP \
     GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR \
     KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
     MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD \
     SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX \
     USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// A time zone as the database spells it.
pub fn time_zone(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    let mut zones = ZONES.lines();
    let zone = zones.find(|zone| zone.eq_ignore_ascii_case(name));
    zone.map(str::to_owned).ok_or(Refusal::TimeZone)
}

/// A currency by its code, in capitals.
pub fn currency(code: &str) -> Result<String, Refusal> {
    let code = code.trim().to_uppercase();
    if CURRENCIES.split(' ').any(|known| known == code) {
        Ok(code)
    } else {
        Err(Refusal::Currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_one_of_the_database_however_it_is_spelt() {
        assert_eq!(time_zone(" europe/berlin"), Ok("Europe/Berlin".to_owned()));
        assert_eq!(time_zone("UTC"), Ok("UTC".to_owned()));
        assert_eq!(time_zone("Asia/Calcutta"), Ok("Asia/Calcutta".to_owned()));
        for none in ["Mars/Base", "", "Europe", "../../etc/passwd", "Factory"] {
            assert_eq!(time_zone(none), Err(Refusal::TimeZone), "{none}");
        }
    }

    #[test]
    fn a_currency_is_one_in_which_prices_are_said() {
        assert_eq!(currency(" eur "), Ok("EUR".to_owned()));
        for none in ["ZZZ", "", "XAU", "XXX", "EU", "EUR USD", "€"] {
            assert_eq!(currency(none), Err(Refusal::Currency), "{none}");
        }
        // Who knows how many digits it has knows the currency.
        for code in CURRENCIES.split(' ') {
            assert_eq!(code.len(), 3, "{code}");
        }
    }
}
