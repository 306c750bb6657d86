use super::*;
use crate::text;

/// The times of a text, each as its words, kind and value, with the distance if there is one.
fn times(text: &str, dct: Option<&str>) -> Vec<String> {
    let lexicon = Lexicon::get();
    let reading = text::read(text, lexicon);
    let dct = dct.map(|d| Date::parse(d).expect(d));
    find(&reading, lexicon, dct)
        .iter()
        .map(|t| {
            let offset = t.offset_from_dct.as_ref().map(|o| format!(" {o}")).unwrap_or_default();
            format!("{} | {} {}{offset}", t.span.slice(text), t.kind.name(), t.value)
        })
        .collect()
}

/// Every row: a text and what must be found in it, no more.
fn check(rows: &[(&str, &[&str])], dct: Option<&str>) {
    for (text, expected) in rows {
        assert_eq!(times(text, dct), *expected, "{text}");
    }
}

#[test]
fn dates_of_the_calendar() {
    check(
        &[
            ("It opened on 7 August 2015 in Velm.", &["7 August 2015 | DATE 2015-08-07"]),
            ("It opened on August 7, 2015, in Velm.", &["August 7, 2015 | DATE 2015-08-07"]),
            ("The vote of Sept. 12, 2015 stands.", &["Sept. 12, 2015 | DATE 2015-09-12"]),
            ("Filed on 2015-09-12 by the clerk.", &["2015-09-12 | DATE 2015-09-12"]),
            ("Filed on 25/09/2015 by the clerk.", &["25/09/2015 | DATE 2015-09-25"]),
            ("Filed on 12/09/2015 by the clerk.", &["12/09/2015 | DATE 2015-XX-XX"]),
            ("It closed in May 2016 and in 2008.", &["May 2016 | DATE 2016-05", "2008 | DATE 2008"]),
            ("Prices of the 1990s are gone.", &["the 1990s | DATE 199"]),
            ("A house of the 19th century burnt.", &["the 19th century | DATE 18"]),
            ("The winter of 1994 was hard.", &["The winter of 1994 | DATE 1994-WI"]),
            ("Sales in the third quarter of 2012 fell.", &["the third quarter of 2012 | DATE 2012-Q3"]),
            ("They ruled from 2008 to 2012.", &["2008 | DATE 2008", "2012 | DATE 2012"]),
            ("The 2008-2012 plan failed.", &["2008-2012 | DATE 2008/2012"]),
            ("Saturday, September 12, 2015", &["Saturday, September 12, 2015 | DATE 2015-09-12"]),
        ],
        None,
    );
}

#[test]
fn relative_times_stay_open_without_a_day_to_count_from() {
    check(
        &[
            ("He left yesterday.", &["yesterday | DATE XXXX-XX-XX -P1D"]),
            ("He left yesterday afternoon.", &["yesterday afternoon | TIME XXXX-XX-XXTAF -P1D"]),
            ("He left last week.", &["last week | DATE XXXX-WXX -P1W"]),
            ("He left earlier this year.", &["earlier this year | DATE XXXX P0Y"]),
            ("He left on Friday morning.", &["Friday morning | TIME XXXX-WXX-5TMO"]),
            ("He left two days ago.", &["two days ago | DATE XXXX-XX-XX -P2D"]),
            ("He left recently.", &["recently | DATE PAST_REF"]),
            ("He is now away.", &["now | DATE PRESENT_REF"]),
            ("He will soon return.", &["soon | DATE FUTURE_REF"]),
            ("Nobody knows the future.", &["the future | DATE FUTURE_REF"]),
        ],
        None,
    );
}

#[test]
fn relative_times_are_put_on_the_calendar() {
    let rows: &[(&str, &[&str])] = &[
        ("He left yesterday.", &["yesterday | DATE 2019-03-05 -P1D"]),
        ("He left last week.", &["last week | DATE 2019-W09 -P1W"]),
        ("He left last year.", &["last year | DATE 2018 -P1Y"]),
        ("He left last fall.", &["last fall | DATE 2018-FA"]),
        ("He left on Thursday.", &["Thursday | DATE 2019-02-28"]),
        ("He left on Wednesday night.", &["Wednesday night | TIME 2019-03-06TNI"]),
        ("He leaves next Monday.", &["next Monday | DATE 2019-03-11"]),
        ("He left on Jan. 13.", &["Jan. 13 | DATE 2019-01-13"]),
        ("He left in October.", &["October | DATE 2018-10"]),
        ("The ban will end in October.", &["October | DATE 2019-10"]),
        ("He left in June last year.", &["June last year | DATE 2018-06"]),
        ("He left four years ago.", &["four years ago | DATE 2015 -P4Y"]),
        ("He arrived on Monday. A day later he left.", &["Monday | DATE 2019-03-04", "A day later | DATE 2019-03-05"]),
        ("The weekend was calm.", &["The weekend | DATE 2019-W09-WE"]),
        ("At noon on Monday it rang.", &["noon | TIME 2019-03-06T12:00", "Monday | DATE 2019-03-04"]),
    ];
    check(rows, Some("2019-03-06"));
}

#[test]
fn times_of_day() {
    check(
        &[
            ("It went off around 8:30 p.m. in Velm.", &["around 8:30 p.m. | TIME XXXX-XX-XXT20:30"]),
            ("Doors open at 10am.", &["10am | TIME XXXX-XX-XXT10:00"]),
            ("As of 15:11 GMT it was down.", &["15:11 GMT | TIME XXXX-XX-XXT15:11"]),
            ("He slept until noon.", &["noon | TIME XXXX-XX-XXT12:00"]),
            ("It rang at four o’clock in the afternoon.", &["four o’clock in the afternoon | TIME XXXX-XX-XXT16:00"]),
        ],
        None,
    );
}

#[test]
fn lengths() {
    check(
        &[
            ("It took three months.", &["three months | DURATION P3M"]),
            ("It came only a day after the clash.", &["a day | DURATION P1D"]),
            ("It rained over the past week.", &["the past week | DURATION P1W"]),
            ("An 11-year-old won.", &["11-year-old | DURATION P11Y"]),
            ("They waited nearly two hours.", &["nearly two hours | DURATION PT2H"]),
            ("They waited two and a half years.", &["two and a half years | DURATION P2Y6M"]),
            ("They waited for years.", &["years | DURATION PXY"]),
            ("They waited half an hour.", &["half an hour | DURATION PT30M"]),
            ("They waited for the last twenty four hours.", &["the last twenty four hours | DURATION PT24H"]),
            ("The two-week strike ended.", &["two-week | DURATION P2W"]),
        ],
        None,
    );
}

#[test]
fn repeated_times() {
    check(
        &[
            ("The annual fair drew crowds.", &["annual | SET P1Y"]),
            ("It floods each year.", &["each year | SET P1Y"]),
            ("They meet every Monday.", &["every Monday | SET XXXX-WXX-1"]),
            ("They meet on Tuesdays.", &["Tuesdays | SET XXXX-WXX-2"]),
            ("They hold forty hearings a day.", &["a day | SET P1D"]),
            ("They meet every two weeks.", &["every two weeks | SET P2W"]),
        ],
        None,
    );
}

#[test]
fn silent() {
    for text in [
        "The bridge may open.",
        "May we come in?",
        "They march on the palace.",
        "The second bridge is open.",
        "Shares fall as rates rise.",
        "The Sun reported it.",
        "He sat down and will sit again.",
        "The Daily Courier reported it.",
        "Every now and then it leaks.",
        "June Park and April Stone agreed.",
        "About 2000 people came.",
        "At the end of the day, it is a choice.",
        "They spring from their seats.",
        "Living quarters were searched.",
        "Christmas trees burn well.",
    ] {
        assert_eq!(times(text, None), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn full_dates_tell_the_year_of_others() {
    let text = "He was held on Feb. 3. The charge is of Feb. 3, 2019.";
    assert_eq!(times(text, None), ["Feb. 3 | DATE 2019-02-03", "Feb. 3, 2019 | DATE 2019-02-03"]);
}

#[test]
fn the_article_tells_its_own_date() {
    let date = |text: &str| {
        let lexicon = Lexicon::get();
        document_date(&text::read(text, lexicon), lexicon).map(|d| d.to_string())
    };
    assert_eq!(date("Crane falls\n\nSaturday, September 12, 2015\n\nA crane fell."), Some("2015-09-12".into()));
    assert_eq!(date("VELM, March 3, 2019 (Nordpress) -- A crane fell."), Some("2019-03-03".into()));
    assert_eq!(date("Published: 4 May 2020\n\nA crane fell."), Some("2020-05-04".into()));
    assert_eq!(date("VELM, August 21 (Nordpress) -- A crane fell."), None);
    assert_eq!(date("The law took effect on May 3, 2015."), None);
    assert_eq!(date(""), None);
}

#[test]
fn odd_input_is_survived() {
    let digits = "9".repeat(100_000);
    for text in [
        digits.as_str(),
        &"a ".repeat(50_000),
        &"the last ".repeat(20_000),
        &"May 3, ".repeat(20_000),
        &"more than ".repeat(20_000),
        "99999999999 years ago",
        "1e400 days ago, 0 BC, 31/31/31, 00:99 p.m., 99 p.m., February 31, 2015",
        "2024-02-30",
        "last\u{a0}week on\u{a0}Friday,\u{a0}5\u{a0}May",
        "’90s ‘90s '90s",
    ] {
        for dct in [None, Some("9999-12-31"), Some("0001-01-01")] {
            let _ = times(text, dct);
        }
    }
}
