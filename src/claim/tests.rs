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
        "Anna Berg is a Liberal, but has reportedly been critical of Redding throughout the campaign.",
        &[
            "-: Anna Berg is a Liberal. [asserted]",
            "?: Anna Berg has been critical of Redding throughout the campaign. [hearsay]",
        ],
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
        "The director said “All of those who were hurt and the dead have been taken to hospital.”",
        &["director: All of those who were hurt and the dead have been taken to hospital. [asserted_by_source]"],
    ),
    (
        "Norrland retaliated by expelling ten diplomats, and its navy reportedly stopped 20 more boats.",
        &[
            "-: Norrland retaliated by expelling ten diplomats. [asserted]",
            "?: Its navy stopped 20 more boats. [hearsay]",
        ],
    ),
    (
        "Doctors, including those at the Health Board, continue to stress that cats pose little risk to people.",
        &["Doctors: Cats pose little risk to people. [asserted_by_source]"],
    ),
    (
        "While more than 900 patients were given the drug, more than 2,000 received usual care.",
        &[
            "-: More than 900 patients were given the drug. [asserted]",
            "-: More than 2,000 received usual care. [asserted]",
        ],
    ),
    (
        "The firm gave nothing, even though it has a long history of giving.",
        &["-: The firm gave nothing. [asserted]", "-: It has a long history of giving. [asserted]"],
    ),
    (
        "Redding defended his deputy, who allegedly took gifts from a builder.",
        &["-: Redding defended his deputy. [asserted]", "?: His deputy took gifts from a builder. [hearsay]"],
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
        "Prime Minister Theresa May said that the talks had ended.",
        &["Theresa May: The talks had ended. [asserted_by_source]"],
    ),
    ("The coast guard saw that trend at first hand.", &["-: The coast guard saw that trend at first hand. [asserted]"]),
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
        "A victim told the Mail she lost £120,000 to a man who claimed to be a surgeon. “I thought about it,” she said.",
        &[
            "victim: The victim lost £120,000 to a man. [asserted_by_source]",
            "victim > man: A man claimed to be a surgeon. [asserted_by_source]",
            "victim: I thought about it. [asserted_by_source]",
        ],
    ),
    (
        "Outside experts cautioned that the study could not show cause and effect.",
        &["Outside experts: The study could not show cause and effect. [asserted_by_source]"],
    ),
    (
        "Nurses had 34% more cases after age, weight and smoking were taken into account.",
        &["-: Nurses had 34% more cases after age, weight and smoking were taken into account. [asserted]"],
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
        "Doctors continue to stress that dogs and cats pose little risk to people.",
        &["Doctors: Dogs and cats pose little risk to people. [asserted_by_source]"],
    ),
    (
        "Sweden banned gatherings of 50 people, closed high schools and universities, and urged those over 70 to stay at home.",
        &[
            "-: Sweden banned gatherings of 50 people. [asserted]",
            "-: Sweden closed high schools and universities. [asserted]",
            "Sweden: Sweden urged those over 70 to stay at home. [not_applicable]",
        ],
    ),
    (
        "However, global warming also increases probability of floods.",
        &["-: Global warming also increases probability of floods. [asserted]"],
    ),
    (
        "The study looks at heat: ozone near the ground increases with temperatures.",
        &["-: The study looks at heat. [asserted]", "-: Ozone near the ground increases with temperatures. [asserted]"],
    ),
    (
        "Helen Marsh said although heat and ozone are separately known to hurt crops, “nobody has looked at these together”.",
        &[
            "Helen Marsh > ?: Heat and ozone are separately known to hurt crops. [asserted_by_source]",
            "Helen Marsh: Nobody has looked at these together. [asserted_by_source]",
        ],
    ),
    (
        "Paris claims she was first sent to the ship aged eighteen for two weeks but ended up spending twelve years there.",
        &[
            "Paris: Paris was first sent to the ship aged eighteen for two weeks. [asserted_by_source]",
            "Paris: Paris ended up spending twelve years there. [asserted_by_source]",
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
        "Norwood's lawyers said the email was “taken out of context” and threatened legal action.",
        &[
            "Norwood's lawyers: Norwood's lawyers threatened legal action. [asserted_by_source]",
            "Norwood's lawyers: The email was “taken out of context”. [asserted_by_source]",
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
