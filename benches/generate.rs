//! Archives of any size for the benchmark, the same bytes on every machine: each customer has a profile, key people, five sheets,
//! insight, a plan, six contact reports and three years of orders. One tree a document, written as TOML or as YAML.

// By its path: the tests take this file in from elsewhere.
#[path = "generate/tree.rs"]
mod tree;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use tree::{Fields, Value, bare, text, toml, yaml};

/// Which twin is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    Toml,
    Yaml,
}

/// What is written.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) customers: usize,
    pub(crate) syntax: Syntax,
    /// One file in so many gets a fault; 0: none does.
    pub(crate) broken_one_in: u64,
}

/// What was written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    pub(crate) files: usize,
    pub(crate) bytes: usize,
}

/// A small generator of numbers (splitmix64): each customer has its own, so that no order of writing matters.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let at = self.below(from.len() as u64);
        from[usize::try_from(at).unwrap_or(0)]
    }

    fn name(&mut self) -> String {
        const FAMILY: [&str; 16] = ["林", "高", "郭", "罗", "宋", "唐", "邓", "冯", "董", "程", "袁", "苏", "彭", "潘", "田", "范"];
        const GIVEN: [&str; 20] =
            ["嘉", "敏", "博", "宁", "航", "晨", "蕾", "凯", "旭", "倩", "岩", "璐", "骏", "瑶", "峰", "颖", "帆", "琪", "鹏", "薇"];
        let mut name = format!("{}{}", self.pick(&FAMILY), self.pick(&GIVEN));
        if self.below(3) > 0 {
            name.push_str(self.pick(&GIVEN));
        }
        name
    }
}

/// Writes an archive into an empty folder.
pub(crate) fn write(root: &Path, plan: Plan) -> io::Result<Size> {
    let mut out = Writer { root, plan, size: Size::default() };
    let staff = (plan.customers / 10).max(4);
    out.form("kehu", &settings())?;
    out.form("staff", &staff_register(staff))?;
    for customer in 0..plan.customers {
        out.customer(customer, staff)?;
    }
    Ok(out.size)
}

struct Writer<'a> {
    root: &'a Path,
    plan: Plan,
    size: Size,
}

impl Writer<'_> {
    fn form(&mut self, path: &str, fields: &Fields) -> io::Result<()> {
        let mut text = String::new();
        match self.plan.syntax {
            Syntax::Toml => toml(&mut text, "", fields),
            Syntax::Yaml => yaml(&mut text, 0, fields),
        }
        let ending = if self.plan.syntax == Syntax::Toml { "toml" } else { "yaml" };
        self.put(&format!("{path}.{ending}"), text)
    }

    fn put(&mut self, path: &str, mut text: String) -> io::Result<()> {
        let at = self.size.files as u64;
        // Settings and staff stay whole: their faults would be those of every customer.
        if at > 1 && at.is_multiple_of(self.plan.broken_one_in) {
            text = broken(text, self.plan.syntax, at / self.plan.broken_one_in);
        }
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        self.size.files += 1;
        self.size.bytes += text.len();
        fs::write(path, text)
    }

    fn customer(&mut self, number: usize, staff: usize) -> io::Result<()> {
        let mut dice = Dice(number as u64 * 7919 + 11);
        let folder = format!("customers/k{number:06}");
        let manager = staff_id(3 + number % (staff - 3));
        let other = staff_id(3 + (number + 1) % (staff - 3));
        let people: Vec<[String; 3]> = (0..5).map(|at| [format!("r{at}"), dice.name(), dice.pick(&TITLES).to_owned()]).collect();
        self.form(&format!("{folder}/customer"), &profile(number, &manager, &people, &mut dice))?;
        self.form(&format!("{folder}/key-people"), &key_people(&manager, &other, &people, &mut dice))?;
        for [id, name, title] in &people {
            self.form(&format!("{folder}/people/{id}"), &sheet(name, title, &mut dice))?;
        }
        self.form(&format!("{folder}/insight"), &insight(&mut dice))?;
        self.form(&format!("{folder}/plans/2026"), &year_plan(number, &manager, &people, &mut dice))?;
        for month in 1..=6 {
            let person = &people[month % 5][0];
            self.form(&format!("{folder}/contact-reports/2026-0{month}-12-{person}-{manager}"), &report(month, person, &manager))?;
        }
        self.put(&format!("{folder}/orders.csv"), orders(number, &mut dice))
    }
}

const TITLES: [&str; 5] = ["总经理", "分管工程副总经理", "网络建设部主任", "招标采购部经理", "运维主管"];
const ROLES: [&str; 5] = ["decision_maker", "advisor", "user", "blocker", "supporter"];

fn staff_id(number: usize) -> String {
    format!("y{number:05}")
}

fn settings() -> Fields {
    let company = vec![
        ("name", text("北辰通信工程有限公司")),
        ("short_name", text("北辰工程")),
        ("amount_unit", text("万元")),
        ("language", text("zh-CN")),
    ];
    let regulation = vec![
        ("title", text("客户关系管理制度")),
        ("presets", Value::List(vec![text("telecom-contractor")])),
        ("effective_from", bare("2025-01-01")),
        ("last_reviewed_on", bare("2026-01-05")),
    ];
    let region = vec![("id", text("north")), ("name", text("北方大区")), ("manager", text(staff_id(1)))];
    vec![
        ("format", bare(1)),
        ("company", Value::Table(company)),
        ("regulation", Value::Table(regulation)),
        ("regions", Value::Rows(vec![region])),
    ]
}

fn staff_register(count: usize) -> Fields {
    let mut dice = Dice(3);
    let row = |at: usize| {
        let (title, role) = match at {
            0 => ("市场部部长", "marketing_director"),
            1 => ("北方大区经理", "regional_manager"),
            2 => ("信息管理员", "info_admin"),
            _ => ("客户经理", "account_manager"),
        };
        vec![
            ("id", text(staff_id(at))),
            ("name", text(dice.name())),
            ("title", text(title)),
            ("role", text(role)),
            ("region", text("north")),
        ]
    };
    vec![("staff", Value::Rows((0..count).map(row).collect()))]
}

fn profile(number: usize, manager: &str, people: &[[String; 3]], dice: &mut Dice) -> Fields {
    let contact = |(at, person): (usize, &[String; 3])| {
        Value::Inline(vec![
            ("person", text(&person[0])),
            ("office", text(format!("0991-66{:04}{at}", number % 10_000))),
            ("mobile", text(format!("129{number:07}{at}"))),
        ])
    };
    let site = vec![
        ("kind", text("headquarters")),
        ("name", text("本部")),
        ("location", text(format!("北辰市建设大街{}号", number + 1))),
        ("contacts", Value::List(people.iter().enumerate().map(contact).collect())),
    ];
    let verified = vec![("date", bare("2026-06-28")), ("by", text(manager)), ("checked_by", text(staff_id(0)))];
    let filed = vec![("date", bare("2026-06-30")), ("received_by", text(staff_id(2))), ("copies", bare(2))];
    vec![
        ("unit_name", text(format!("北辰{number:06}网络有限公司"))),
        ("short_name", text(format!("北辰{number:06}"))),
        ("category", text("operator")),
        ("account_manager", text(manager)),
        ("region", text("north")),
        ("lifecycle", text("developed")),
        ("tier", text(dice.pick(&["vip", "key", "general"]))),
        ("abc_class", text("B")),
        ("relationship_level", text("preferred_supplier")),
        ("credit", text("good")),
        ("buying_process", text("需求部门立项，采购部评审，总经理办公会审批")),
        ("established_on", bare("2025-03-03")),
        ("last_updated", bare("2026-06-20")),
        ("filed", Value::Table(filed)),
        ("sites", Value::Rows(vec![site])),
        ("verified", Value::Rows(vec![verified])),
    ]
}

fn key_people(manager: &str, other: &str, people: &[[String; 3]], dice: &mut Dice) -> Fields {
    let mut row = |(at, [id, name, title]): (usize, &[String; 3])| {
        vec![
            ("id", text(id)),
            ("name", text(name)),
            ("title", text(title)),
            ("role", text(ROLES[at])),
            ("status", text(dice.pick(&["positive", "neutral"]))),
            ("ours", Value::List(vec![text(manager), text(other)])),
            ("assessed_on", bare(format!("2026-06-1{at}"))),
            ("source_level", bare(2 + at % 3)),
        ]
    };
    let rows = people.iter().enumerate().map(&mut row).collect();
    let concern = |role: &'static str| (role, text("关心交付节点、施工质量和后期维护的响应"));
    vec![("people", Value::Rows(rows)), ("concerns", Value::Table(ROLES.into_iter().map(concern).collect()))]
}

fn sheet(name: &str, title: &str, dice: &mut Dice) -> Fields {
    let born = format!("19{}-0{}-1{}", 62 + dice.below(28), 1 + dice.below(9), dice.below(9));
    vec![
        ("name", text(name)),
        ("title", text(title)),
        ("hobbies", text(dice.pick(&["登山", "围棋", "游泳", "摄影"]))),
        ("birth_date", bare(born)),
        ("education", text("本科")),
        ("school", text("北方工业学院")),
        ("career", text("2004 年入职，先后在运维部和建设部任职")),
        ("source_level", bare(3)),
        ("recorded_on", bare("2026-06-09")),
        ("lawful_basis", text("本人在业务往来中提供")),
    ]
}

fn insight(dice: &mut Dice) -> Fields {
    let mut row = |topic: &'static str| {
        let quarter = 1 + dice.below(4);
        vec![
            ("topic", text(topic)),
            ("information", text(format!("两年内更新主干设备，第 {quarter} 季度开始招标，预算 {} 亿元", 1 + dice.below(8)))),
            ("implication", text("旧设备拆除和机房改造先行，应提前安排勘察人员")),
            ("updated_on", bare("2026-06-04")),
        ]
    };
    let rows = ["industry_and_market", "plans", "organization", "investment"].map(&mut row);
    vec![("topics", Value::Rows(rows.into()))]
}

fn year_plan(number: usize, manager: &str, people: &[[String; 3]], dice: &mut Dice) -> Fields {
    let part = |key: &'static str| (key, text("沿用上年判断，重点在主干更新和维护框架"));
    let plan = ["summary", "profile", "competition", "assessment", "objectives"].map(part).into();
    let line = |(at, person): (usize, &[String; 3])| {
        let next = format!("2026-0{}-1{at}", 7 + at % 3);
        vec![("ours", text(manager)), ("person", text(&person[0])), ("times", bare(2)), ("next", bare(next))]
    };
    let action = |at: usize| {
        vec![
            ("what", text(format!("准备主干更新方案第 {} 稿", at + 1))),
            ("owner", text(manager)),
            ("start", bare("2026-06-22")),
            ("end", bare(format!("2026-07-2{at}"))),
            ("status", text("in_progress")),
            ("progress", bare(40)),
        ]
    };
    let mut project = |at: usize| {
        vec![
            ("project", text(format!("主干更新{number:06}之{}", at + 1))),
            ("contract", bare(format!("{}.{:02}", 60 + dice.below(1800), dice.below(100)))),
            ("win_rate", bare(dice.pick(&[25, 40, 50, 65, 75]))),
            ("margin", bare(dice.pick(&["5", "7.5", "8", "9.5", "11"]))),
        ]
    };
    let contacts = vec![
        ("purpose", text("每位关键人物半年至少联系一次")),
        ("report_to", text(staff_id(0))),
        ("lines", Value::Rows(people.iter().enumerate().map(line).collect())),
    ];
    let actions = vec![("purpose", text("进入主干更新短名单")), ("actions", Value::Rows((0..3).map(action).collect()))];
    let revenue = vec![
        ("purpose", text("本年签约目标")),
        ("notes", text("以维护框架带动工程")),
        ("lines", Value::Rows((0..3).map(&mut project).collect())),
    ];
    vec![
        ("year", bare(2026)),
        ("author", text(manager)),
        ("guided_by", text(staff_id(0))),
        ("approved_by", text(staff_id(0))),
        ("approved_on", bare("2025-12-19")),
        ("filed_on", bare("2025-12-24")),
        ("plan", Value::Table(plan)),
        ("contact_plan", Value::Table(contacts)),
        ("action_plan", Value::Table(actions)),
        ("revenue_plan", Value::Table(revenue)),
    ]
}

fn report(month: usize, person: &str, manager: &str) -> Fields {
    vec![
        ("date", bare(format!("2026-0{month}-12"))),
        ("kind", text("meeting")),
        ("purpose", text("visit")),
        ("ours", Value::List(vec![text(manager)])),
        ("people", Value::List(vec![text(person)])),
        ("summary", text("了解主干更新进度，对方希望先看同类项目的验收资料")),
        ("follow_up", text("整理验收资料")),
        ("next_date", bare(format!("2026-0{}-12", month + 1))),
        ("reported_on", bare(format!("2026-0{month}-13"))),
        ("reported_to", Value::List(vec![text(staff_id(0))])),
    ]
}

fn orders(number: usize, dice: &mut Dice) -> String {
    let mut out = String::from("date,order,project,product,amount,cost\n");
    for month in 0..36 {
        let (year, month_of_year, product) = (2023 + month / 12, month % 12 + 1, dice.pick(&["施工", "维护", "设计"]));
        let (amount, cents, cost) = (8 + dice.below(240), dice.below(100), 4 + dice.below(160));
        let _ =
            writeln!(out, "{year}-{month_of_year:02}-08,D{number:06}{month:02},主干{},{product},{amount}.{cents:02},{cost}.00", month % 4);
    }
    out
}

/// One of four faults that people really make.
fn broken(text: String, syntax: Syntax, which: u64) -> String {
    match which % 4 {
        0 => text.rsplit_once('"').map_or(text.clone(), |(head, tail)| format!("{head}{tail}")),
        1 => text.split_once('\n').map_or(text.clone(), |(_, rest)| rest.to_owned()),
        2 => text.replacen("2026-0", "2026-9", 1),
        _ if syntax == Syntax::Toml => text + "stray_key = 1\n",
        _ => text + "stray_key: 1\n",
    }
}
