//! What an editor expects of made-up sentences: who says what, in which words, how sure.

use crate::Options;

/// Each claim of a text as "source: words [label]", with everybody in between for the source.
fn told(text: &str) -> Vec<String> {
    let document = crate::annotate(text, &Options::default());
    let line = |c: &crate::document::Claim<'_>| {
        let label = serde_json::to_value(c.certainty_label).unwrap_or_default();
        let links = c.attribution_chain.iter().skip(1).map(|link| link.source_name.as_str());
        let chain: Vec<&str> = links.filter(|name| *name != c.source_name).collect();
        let by = chain.into_iter().chain([c.source_name.as_str()]).collect::<Vec<_>>().join(" > ");
        format!("{by}: {} [{}]", c.text, label.as_str().unwrap_or_default())
    };
    document.claims.iter().map(line).collect()
}

/// Texts with their claims; "-" stands for the author, "?" for nobody.
const TOLD: &[(&str, &[&str])] = &[
    (
        "Dr Ada Thorne told the clinic in 2017 that she had a degree, a tribunal heard.",
        &["tribunal > Ada Thorne: Ada Thorne had a degree. [asserted_by_source]"],
    ),
    (
        "The Harbour Board would not be drawn on the cost of the repairs.",
        &["Harbour Board: The Harbour Board would not be drawn on the cost of the repairs. [not_committed]"],
    ),
    (
        "A review by the council found that costs had doubled but stopped short of blaming any officer.",
        &[
            "review by the council: A review by the council stopped short of blaming any officer. [not_committed]",
            "review by the council: Costs had doubled. [asserted_by_source]",
        ],
    ),
    (
        "The barrier was built in 1964 and last fully inspected in 2015.",
        &[
            "-: The barrier was built in 1964. [asserted]",
            "-: The barrier was last fully inspected in 2015. [asserted]",
        ],
    ),
    (
        "A survey of tides, which was paid for by the port, was too small, the paper states.",
        &[
            "paper: A survey of tides was paid for by the port. [asserted_by_source]",
            "paper: A survey of tides was too small. [asserted_by_source]",
        ],
    ),
    (
        "About 5 million people rely on the ferry, the Tide Institute estimates, and the number is growing.",
        &[
            "Tide Institute: About 5 million people rely on the ferry. [probable]",
            "Tide Institute: The number is growing. [probable]",
        ],
    ),
    (
        "Police put the number of marchers at 4,000.",
        &["Police: Police put the number of marchers at 4,000. [asserted_by_source]"],
    ),
    (
        "Videos posted on social media and dated by the open-source group Tidewatch show two columns of smoke.",
        &[
            "Videos posted on social media and dated by the open-source group Tidewatch: Videos posted on social media and dated by the open-source group Tidewatch show two columns of smoke. [asserted_by_source]",
        ],
    ),
    (
        "Images taken by Skyline on Thursday and reviewed by this newspaper suggest that five tanks were damaged.",
        &["Images taken by Skyline on Thursday and reviewed by this newspaper: Five tanks were damaged. [probable]"],
    ),
    (
        "A second email, from contractor Orrin & Sons, said the bridge had a year left.",
        &["second email: The bridge had a year left. [asserted_by_source]"],
    ),
    (
        "Its first report, released in August, did not say what had caused the fire but found \"significant corrosion\" in two of the four beams.",
        &[
            "Its first report: Its first report, released in August, did not say what had caused the fire. [not_committed]",
            "-: Its first report found \"significant corrosion\" in two of the four beams. [asserted]",
        ],
    ),
    (
        "\"If anyone says the crew was drunk, that is a lie,\" said Captain Ann Reid.",
        &["Ann Reid: If anyone says the crew was drunk, that is a lie. [conditional]"],
    ),
    (
        "The striker, who limped off after 20 minutes and is feared to have torn a muscle, will miss the final.",
        &[
            "-: The striker limped off after 20 minutes. [asserted]",
            "?: The striker is feared to have torn a muscle. [possible]",
            "-: The striker will miss the final. [asserted]",
        ],
    ),
    (
        "The trawler sank in the two months before it was due to be scrapped.",
        &["-: The trawler sank in the two months before it was due to be scrapped. [asserted]"],
    ),
    (
        "Reid has neither confirmed nor denied the report.",
        &["Reid: Reid has neither confirmed nor denied the report. [not_committed]"],
    ),
    (
        "Even if the link is real, the Tide Institute calculates, it would save one ship a year.",
        &["Tide Institute: Even if the link is real, it would save one ship a year. [conditional]"],
    ),
    (
        "Asked whether he would resign, the mayor said that he had not decided.",
        &["mayor: The mayor had not decided. [asserted_by_source]"],
    ),
    (
        "The firm's accounts show a loss of 9m euros for the year to May.",
        &["firm's accounts: The firm's accounts show a loss of 9m euros for the year to May. [asserted_by_source]"],
    ),
    (
        "The mayor issued a statement demanding that the board resign.",
        &["mayor: The mayor issued a statement demanding that the board resign. [not_applicable]"],
    ),
    (
        "The mayor's lawyer laughed off the story, calling it \"complete nonsense\".",
        &[
            "mayor's lawyer: The mayor's lawyer laughed off the story, calling it \"complete nonsense\". [asserted_by_source]",
        ],
    ),
    ("Crude rose 2% to 84 dollars a barrel.", &["-: Crude rose 2% to 84 dollars a barrel. [asserted]"]),
    (
        "The ministry said that exports had fallen and that demand remained weak.",
        &["ministry: Exports had fallen. [asserted_by_source]", "ministry: Demand remained weak. [asserted_by_source]"],
    ),
    (
        "Shares of Orrin Shipping fell by 9% on Tuesday after the shipbuilder cut its forecast, saying that tariffs would cost it 40 million euros.",
        &[
            "-: Shares of Orrin Shipping fell by 9% on Tuesday after the shipbuilder cut its forecast. [asserted]",
            "shipbuilder: Tariffs would cost it 40 million euros. [asserted_by_source]",
        ],
    ),
    ("Replays suggested that he had a point.", &["Replays: He had a point. [probable]"]),
    (
        "Chipmaker Orrin cut 400 jobs.\n\nThe chipmaker said that orders had fallen.",
        &["Orrin: Orders had fallen. [asserted_by_source]"],
    ),
    (
        "Harbour Foods cut 400 jobs on Friday. The company said that orders had fallen.",
        &[
            "-: Harbour Foods cut 400 jobs on Friday. [asserted]",
            "Harbour Foods: Orders had fallen. [asserted_by_source]",
        ],
    ),
    (
        "Chipmaker Orrin slides as it warns of losses\n\nShares fell on Friday.",
        &["-: Chipmaker Orrin slides as it warns of losses. [asserted]", "-: Shares fell on Friday. [asserted]"],
    ),
    (
        "Bank holds rates but hints at cut\n\nShares fell on Friday.",
        &["-: Bank holds rates but hints at cut. [asserted]", "-: Shares fell on Friday. [asserted]"],
    ),
    (
        "Bridge 'was unsafe' before collapse, leaked emails show\n\nIt fell on Friday.",
        &[
            "leaked emails: Bridge 'was unsafe' before collapse. [asserted_by_source]",
            "-: It fell on Friday. [asserted]",
        ],
    ),
    (
        "The authors say that the study was small and cannot prove that tea is safe.",
        &[
            "authors: The study was small. [asserted_by_source]",
            "study: The study cannot prove that tea is safe. [not_committed]",
        ],
    ),
    (
        "The findings contradict those of a study from last year, which found that tea was safe.",
        &[
            "-: The findings contradict those of a study from last year. [asserted]",
            "study: Tea was safe. [asserted_by_source]",
        ],
    ),
    ("Green tea showed no such effect.", &["-: Green tea showed no such effect. [asserted]"]),
    (
        "The inquiry heard evidence from 19 passengers.",
        &["-: The inquiry heard evidence from 19 passengers. [asserted]"],
    ),
    (
        "In one letter, sent in April last year, an engineer told the board that the bolts were loose.",
        &["engineer: The bolts were loose. [asserted_by_source]"],
    ),
    (
        "Arden closed two ports on Friday and said it would close a third.",
        &["-: Arden closed two ports on Friday. [asserted]", "Arden: It would close a third. [asserted_by_source]"],
    ),
    (
        "Two men, Ian Orr and Max Reid, were named on Friday in a bulletin sent to harbour masters.",
        &["-: Two men, Ian Orr and Max Reid, were named on Friday in a bulletin sent to harbour masters. [asserted]"],
    ),
    (
        "Several routes were considered because of uncertainty about the tides.",
        &["-: Several routes were considered because of uncertainty about the tides. [asserted]"],
    ),
    (
        "Talk of a strike has been rife in the port for weeks.",
        &["-: Talk of a strike has been rife in the port for weeks. [asserted]"],
    ),
    (
        "After a week at sea, Reid said, the ship turned back.",
        &["Reid: After a week at sea, the ship turned back. [asserted_by_source]"],
    ),
    (
        "The mean age was 65, 27% had asthma and 22% had been ill before.",
        &[
            "-: The mean age was 65. [asserted]",
            "-: 27% had asthma. [asserted]",
            "-: 22% had been ill before. [asserted]",
        ],
    ),
    (
        "The board said the plan was safe, especially amid reports that a wall had cracked.",
        &["board: The plan was safe. [asserted_by_source]", "?: A wall had cracked. [hearsay]"],
    ),
    (
        "Ada Kerr, 54, of Mill Lane, Arden, is alleged to have forged two letters.",
        &["?: Ada Kerr, 54, of Mill Lane, Arden, is alleged to have forged two letters. [hearsay]"],
    ),
    (
        "Shares of Orrin Shipping fell by 9% on Tuesday after the shipbuilder cut its forecast, saying that tariffs would cost it 40 million euros.",
        &[
            "-: Shares of Orrin Shipping fell by 9% on Tuesday after the shipbuilder cut its forecast. [asserted]",
            "shipbuilder: Tariffs would cost it 40 million euros. [asserted_by_source]",
        ],
    ),
    (
        "Reid has vowed to fight on despite reports that he has been sacked.",
        &["Reid: Reid has vowed to fight on. [asserted_by_source]", "?: Reid has been sacked. [hearsay]"],
    ),
    (
        "Westmoor Ferries has apologised and says it has tightened its checks.",
        &[
            "-: Westmoor Ferries has apologised. [asserted]",
            "Westmoor Ferries: Westmoor Ferries has tightened its checks. [asserted_by_source]",
        ],
    ),
    (
        "The ferry is a wreck, but has reportedly found a buyer in Orrin.",
        &["-: The ferry is a wreck. [asserted]", "?: The ferry has found a buyer in Orrin. [hearsay]"],
    ),
    (
        "Police allege that on forms for the council and the bank, Dr Holm did not say that he was paid by the port.",
        &["Police > Holm: Dr Holm did not say that he was paid by the port. [not_committed]"],
    ),
    (
        "Tom Redding spoke for an hour. His remarks about Anna Berg may have contributed to the firm's decision.",
        &[
            "-: Tom Redding spoke for an hour. [asserted]",
            "-: Tom Redding’s remarks about Anna Berg may have contributed to the firm's decision. [possible]",
        ],
    ),
    (
        "The warden said “Every boat that had sunk and the barge were raised by Friday.”",
        &["warden: Every boat that had sunk and the barge were raised by Friday. [asserted_by_source]"],
    ),
    (
        "The guild retaliated by shutting four locks, and its pilots reportedly turned back a tanker.",
        &[
            "-: The guild retaliated by shutting four locks. [asserted]",
            "?: Its pilots turned back a tanker. [hearsay]",
        ],
    ),
    (
        "Pilots, among them those of the Tide Board, continue to stress that gulls pose no danger to planes.",
        &["Pilots: Gulls pose no danger to planes. [asserted_by_source]"],
    ),
    (
        "While some 300 tenants were moved to hotels, more than 700 received free advice.",
        &["-: Some 300 tenants were moved to hotels. [asserted]", "-: More than 700 received free advice. [asserted]"],
    ),
    (
        "The yard hired nobody, even though it had two full order books.",
        &["-: The yard hired nobody. [asserted]", "-: It had two full order books. [asserted]"],
    ),
    (
        "Redding praised his driver, who allegedly sold fuel from the depot.",
        &["-: Redding praised his driver. [asserted]", "?: His driver sold fuel from the depot. [hearsay]"],
    ),
    (
        "“Our hospital is full,” said Ann Day, a nurse, and asked for help.",
        &["Ann Day: Our hospital is full. [asserted_by_source]", "Ann Day: Ann Day asked for help. [not_applicable]"],
    ),
    (
        "Fourteen fishermen were missing, the coast guard said, as rescuers searched a stretch of sea.",
        &[
            "coast guard: Fourteen fishermen were missing. [asserted_by_source]",
            "-: Rescuers searched a stretch of sea. [asserted]",
        ],
    ),
    (
        "Rescuers found an empty life raft on Sunday, according to two people briefed on the search.",
        &["two people briefed on the search: Rescuers found an empty life raft on Sunday. [asserted_by_source]"],
    ),
    (
        "Water temperatures in the area are thought to be about 6C.",
        &["?: Water temperatures in the area are thought to be about 6C. [probable]"],
    ),
    (
        "Records seen by the Coast Herald list only one complaint.",
        &["-: Records seen by the Coast Herald list only one complaint. [asserted]"],
    ),
    (
        "The suit accuses Calder of theft. It says executives were told of the deaths in a memo.",
        &[
            "suit: The suit accuses Calder of theft. [hearsay]",
            "suit: Executives were told of the deaths in a memo. [asserted_by_source]",
        ],
    ),
    (
        "The plaintiffs allege that a manager told staff to “keep it off the server.”",
        &["plaintiffs > manager: A manager told staff to “keep it off the server.” [asserted_by_source]"],
    ),
    (
        "Helen Zhou, who ran one of the forty sites, said the trial was safe.",
        &[
            "-: Helen Zhou ran one of the forty sites. [asserted]",
            "Helen Zhou: The trial was safe. [asserted_by_source]",
        ],
    ),
    (
        "Mark Dole said the committee had written to Calder in April and had been told the records did not exist.",
        &[
            "Mark Dole: The committee had written to Calder in April. [asserted_by_source]",
            "Mark Dole: The committee had been told the records did not exist. [asserted_by_source]",
        ],
    ),
    (
        "Neither side would say if a settlement is being discussed.",
        &["side: Neither side would say if a settlement is being discussed. [not_committed]"],
    ),
    ("“Patients drop out all the time,” Zhou said.", &["Zhou: Patients drop out all the time. [asserted_by_source]"]),
    ("Opposition leader Per Vik said the fleet was old.", &["Per Vik: The fleet was old. [asserted_by_source]"]),
    (
        "The harbour master, Theresa May, said that the tide had turned.",
        &["Theresa May: The tide had turned. [asserted_by_source]"],
    ),
    ("The pilots saw that quarrel at close range.", &["-: The pilots saw that quarrel at close range. [asserted]"]),
    (
        "“If the fleet were new, there would be an uproar,” said Marit Lund, who lost her father in 2019.",
        &[
            "Marit Lund: If the fleet were new, there would be an uproar. [conditional]",
            "-: Marit Lund lost her father in 2019. [asserted]",
        ],
    ),
    ("Few experts believe the wall was to blame.", &["experts: The wall was to blame. [downplayed]"]),
    ("Lee never said that the wall was safe.", &["Lee: Lee never said that the wall was safe. [not_committed]"]),
    ("Lee is not convinced that the wall was to blame.", &["Lee: The wall was to blame. [not_committed]"]),
    (
        "Foreign diplomats doubt the rebels can hold the bridge for long.",
        &["Foreign diplomats: The rebels can hold the bridge for long. [downplayed]"],
    ),
    ("It is understood that police have a copy.", &["?: Police have a copy. [hearsay]"]),
    (
        "Neither account could be independently confirmed.",
        &["-: Neither account could be independently confirmed. [unverified]"],
    ),
    (
        "Joan Tarr, 58, who has led the council since 2015, rejected the findings.",
        &[
            "-: Joan Tarr has led the council since 2015. [asserted]",
            "Joan Tarr: Joan Tarr rejected the findings. [denied]",
        ],
    ),
    (
        "“I acted on the advice I was given,” Joan Tarr said.",
        &["Joan Tarr: I acted on the advice I was given. [asserted_by_source]"],
    ),
    (
        "Tide Agency records, which the Mail has also seen, suggest that the wall was inspected twice.",
        &["Tide Agency records: The wall was inspected twice. [probable]"],
    ),
    (
        "The agency says there were five inspections, three of them unannounced.",
        &["agency: There were five inspections, three of them unannounced. [asserted_by_source]"],
    ),
    (
        "Tarr has put the figure at nearer £9m, though she has never published her working.",
        &[
            "Tarr: Tarr has put the figure at nearer £9m. [asserted_by_source]",
            "-: Tarr has never published her working. [asserted]",
        ],
    ),
    (
        "Prof Ines Duarte of Leeds University, who advised the inquiry, said the surge was high.",
        &[
            "Ines Duarte: Prof Ines Duarte of Leeds University advised the inquiry. [not_applicable]",
            "Ines Duarte: The surge was high. [asserted_by_source]",
        ],
    ),
    (
        "A petition calling for criminal charges had drawn more than 40,000 signatures.",
        &["-: A petition calling for criminal charges had drawn more than 40,000 signatures. [asserted]"],
    ),
    (
        "Malo vowed to “crush the bandits within the month” and accused a neighbour of arming them.",
        &[
            "Malo: Malo vowed to “crush the bandits within the month”. [asserted_by_source]",
            "Malo: Malo accused a neighbour of arming them. [hearsay]",
        ],
    ),
    (
        "The neighbouring state of Orania, long suspected of backing the rebels, has repeatedly denied it.",
        &["neighbouring state of Orania: The neighbouring state of Orania has repeatedly denied it. [denied]"],
    ),
    (
        "Both sides, Petra Voss wrote, “announce the same bridge every spring”.",
        &["Petra Voss: Both sides announce the same bridge every spring. [asserted_by_source]"],
    ),
    (
        "The United Nations said it was “deeply alarmed”.",
        &["United Nations: The United Nations was “deeply alarmed”. [asserted_by_source]"],
    ),
    (
        "“The cost is split,” said Chris Hale, the regulator's head. The regulator denied it had bowed to pressure.",
        &[
            "Chris Hale: The cost is split. [asserted_by_source]",
            "regulator: The regulator denied it had bowed to pressure. [denied]",
        ],
    ),
    (
        "A widow told the Mail she lent £9,000 to a man who claimed to own a mine. “I thought about it,” she said.",
        &[
            "widow: The widow lent £9,000 to a man. [asserted_by_source]",
            "widow > man: A man claimed to own a mine. [asserted_by_source]",
            "widow: I thought about it. [asserted_by_source]",
        ],
    ),
    (
        "Outside experts cautioned that the study could not show cause and effect.",
        &["Outside experts: The study could not show cause and effect. [asserted_by_source]"],
    ),
    (
        "Fares rose by 9% after fuel, crew and insurance were added to the sum.",
        &["-: Fares rose by 9% after fuel, crew and insurance were added to the sum. [asserted]"],
    ),
    (
        "A Danish study in 2019 found no link; a larger one suggested that the risk doubled.",
        &["-: A Danish study in 2019 found no link. [asserted]", "larger one: The risk doubled. [probable]"],
    ),
    (
        "Ode said it was possible that sleep was to blame.",
        &["Ode: It was possible that sleep was to blame. [possible]"],
    ),
    (
        "Brewers keep saying that hops and barley cost little money in spring.",
        &["Brewers: Hops and barley cost little money in spring. [asserted_by_source]"],
    ),
    (
        "Arden dredged the old canal, widened two locks near Orrin, and urged skippers to book a berth.",
        &[
            "-: Arden dredged the old canal. [asserted]",
            "-: Arden widened two locks near Orrin. [asserted]",
            "Arden: Arden urged skippers to book a berth. [not_applicable]",
        ],
    ),
    (
        "However, cheap timber also increases demand for nails.",
        &["-: Cheap timber also increases demand for nails. [asserted]"],
    ),
    (
        "The paper deals with rust: damage under the paint increases with salt.",
        &["-: The paper deals with rust. [asserted]", "-: Damage under the paint increases with salt. [asserted]"],
    ),
    (
        "Helen Marsh said although salt and frost are widely known to split stone, “we never put the two in one model”.",
        &[
            "Helen Marsh > ?: Salt and frost are widely known to split stone. [asserted_by_source]",
            "Helen Marsh: We never put the two in one model. [asserted_by_source]",
        ],
    ),
    (
        "Ola Brandt claims he was first hired by the yard aged fifteen for one summer but ended up running its office.",
        &[
            "Ola Brandt: Ola Brandt was first hired by the yard aged fifteen for one summer. [asserted_by_source]",
            "Ola Brandt: Ola Brandt ended up running its office. [asserted_by_source]",
        ],
    ),
    (
        "An official, who asked not to be named, said the crews had complained.",
        &["official: The crews had complained. [asserted_by_source]"],
    ),
    (
        "Another engineer said he was told not to worry about costs.",
        &["engineer > ?: He was told not to worry about costs. [asserted_by_source]"],
    ),
    (
        "The staff were asked not to speak to reporters.",
        &["?: The staff were asked not to speak to reporters. [not_applicable]"],
    ),
    (
        "Norwood's lawyers said the email was “a joke between friends” and threatened legal action.",
        &[
            "Norwood's lawyers: Norwood's lawyers threatened legal action. [asserted_by_source]",
            "Norwood's lawyers: The email was “a joke between friends”. [asserted_by_source]",
        ],
    ),
    (
        "An internal memo, written by its finance chief in October and circulated to the board, warned that the money would run out by March.",
        &["internal memo: The money would run out by March. [asserted_by_source]"],
    ),
    (
        "Between 2017 and 2020, Lydia Cray told jurors, Petrie paid £212,000 into an account.",
        &["Lydia Cray: Between 2017 and 2020, Petrie paid £212,000 into an account. [asserted_by_source]"],
    ),
    (
        "Linden, according to three people who worked with her, would often boast that profits were “for banks”.",
        &["three people who worked with her > Linden: Profits were “for banks”. [asserted_by_source]"],
    ),
    (
        "Unions are furious: 1,300 people lost their jobs overnight, they say, without notice.",
        &[
            "Unions: Unions are furious. [asserted_by_source]",
            "Unions: 1,300 people lost their jobs overnight. [asserted_by_source]",
        ],
    ),
    (
        "“Nobody was counting,” said one engineer, who asked to remain anonymous.",
        &["one engineer: Nobody was counting. [asserted_by_source]"],
    ),
    (
        "The firm would not say why, citing two officials at the port.",
        &["firm: The firm would not say why. [not_committed]"],
    ),
    (
        "Minister Ann Lee resigned. A minister from the north said the dam leaked.",
        &["-: Minister Ann Lee resigned. [asserted]", "minister from the north: The dam leaked. [asserted_by_source]"],
    ),
];

#[test]
fn claims_are_told_as_an_editor_would() {
    for (text, wanted) in TOLD {
        let found: Vec<String> = told(text)
            .iter()
            .map(|line| line.replace("(article author):", "-:").replace("(no source given):", "?:"))
            .collect();
        assert_eq!(&found, wanted, "{text}");
    }
}
