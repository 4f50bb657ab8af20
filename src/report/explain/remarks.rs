//! What the remarks in the examples of rules say in English, and what a rule from outside the seed documents rests on.
//! The examples are the archive's own, in Chinese; a remark that explains one is for the reader.

use crate::words::{Lang, Words, words};

/// An example with its remarks in the reader's language.
pub(super) fn in_language(example: &str, lang: Lang) -> String {
    if lang == Lang::Zh {
        return example.to_owned();
    }
    let line = |line: &str| match line.split_once("# ") {
        Some((code, remark)) => format!("{code}# {}", english(REMARKS, remark)),
        None => line.to_owned(),
    };
    example.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Law or practice, by the name that it has in a rule.
pub(super) fn article(article: &'static str, lang: Lang) -> &'static str {
    if lang == Lang::Zh { article } else { english(ARTICLES, article) }
}

fn english<'t>(table: &'static [Words], text: &'t str) -> &'t str {
    table.iter().find(|entry| entry.zh == text.trim()).map_or(text, |entry| entry.en)
}

static ARTICLES: &[Words] = &[
    words("通行做法：级别对等", "common practice: equals meet equals"),
    words("个人信息保护法 第六条、第十三条", "Personal Information Protection Law of China, articles 6 and 13"),
    words("个人信息保护法 第十九条、第四十七条", "Personal Information Protection Law of China, articles 19 and 47"),
    words("个人信息保护法 第二十八条、第二十九条", "Personal Information Protection Law of China, articles 28 and 29"),
    words(
        "反商业贿赂；另见 001 客户关系维护制度第十四条、003 第十条",
        "rules against commercial bribery; see also article 14 of 001 客户关系维护制度 and article 10 of 003",
    ),
];

static REMARKS: &[Words] = &[
    words("其余未写", "the others are missing"),
    words("没有指导人和批准人", "neither guided nor approved by anybody"),
    words("市场部部长", "marketing director"),
    words("没有 filed_on", "no filed_on"),
    words(
        "market、strategy、trends、strengths、weaknesses、opportunities、threats、needs",
        "market, strategy, trends, strengths, weaknesses, opportunities, threats, needs",
    ),
    words("strengths、weaknesses、opportunities、threats、relations", "strengths, weaknesses, opportunities, threats, relations"),
    words("2026 年没有", "none for 2026"),
    words("没有批准人", "approved by nobody"),
    words("前 6 个月只有 200", "only 200 in the first 6 months"),
    words("targets/2026.toml 中没有周岚的人员目标", "targets/2026.toml has no staff target of 周岚"),
    words("orders.csv 从 2025-01 开始：只有 18 个月", "orders.csv begins in 2025-01: 18 months only"),
    words("orders.csv 从 2023-01 开始", "orders.csv begins in 2023-01"),
    words("没有 turnover：份额算不出来", "no turnover: the share cannot be computed"),
    words("前 6 个月为 82.50%", "82.50% in the first 6 months"),
    words("前 6 个月只有 900", "only 900 in the first 6 months"),
    words("以万元为单位的档案", "in an archive that counts in units of 10,000 yuan"),
    words("没有 [purchase]", "no [purchase]"),
    words("orders.csv：1 月、2 月、3 月各一笔，之后没有", "orders.csv: one each in January, February and March, none since"),
    words("orders.csv：每月一笔，最近一笔在 2026-06-10", "orders.csv: one a month, the newest on 2026-06-10"),
    words("近 12 个月占 12.50%", "12.50% in the last 12 months"),
    words("只有一个主题", "one topic only"),
    words("到 2026-07-08 已 125 天", "125 days before 2026-07-08"),
    words("key-people.toml：不写，或写得相同", "key-people.toml: left out, or the same"),
    words("运营商", "an operator"),
    words("少了几位", "too few digits"),
    words("没有 [[regulation.versions]]", "no [[regulation.versions]]"),
    words(
        "2026-07-08：其他客户经理有 2025 年的考核记录，陈立没有",
        "2026-07-08: the other account managers have an appraisal of 2025, 陈立 has none",
    ),
    words("2026-07-08 时已过 539 天", "539 days before 2026-07-08"),
    words("另一客户也有", "another customer has it too"),
    words("没有乘获取率", "not multiplied by the win rate"),
    words("合同额 × 利润率", "contract × margin"),
    words("没有项目", "no project"),
    words("合计 1100.00", "the sum is 1100.00"),
    words("合计 1255.00", "the sum is 1255.00"),
    words("plans/2025.toml，没有结果", "in plans/2025.toml, without an outcome"),
    words("以往三个割接项目为 8%", "8% in three such projects of the past"),
    words("2026-07-08：submissions/2026-06.toml 中没有周岚的 month_end", "2026-07-08: submissions/2026-06.toml has no month_end of 周岚"),
    words(
        "2026-07-08：submissions/2026-06.toml 中没有马超的 regional_analysis",
        "2026-07-08: submissions/2026-06.toml has no regional_analysis of 马超",
    ),
    words(
        "2026-07-08：submissions/2026-06.toml 中没有西南大区的 statistics",
        "2026-07-08: submissions/2026-06.toml has no statistics of 西南大区",
    ),
    words("submissions/ 有 2026-03、2026-05、2026-06，没有 2026-04", "submissions/ has 2026-03, 2026-05 and 2026-06, but not 2026-04"),
    words("submissions/ 有 2026-03、2026-04、2026-05、2026-06", "submissions/ has 2026-03, 2026-04, 2026-05 and 2026-06"),
    words("六月没有一份报告、一项行动提到它", "no report and no action of June names it"),
    words("获取率 0 到 30", "win rate from 0 to 30"),
    words("获取率 40 到 70", "win rate from 40 to 70"),
    words(
        "周岚最近的记录是 2026-06-20，审计日为 2026-07-08",
        "the newest record of 周岚 is of 2026-06-20, the day of the audit is 2026-07-08",
    ),
    words("没有阶段记录", "no log of stages"),
    words("2026-07-08 仍未归还", "not back on 2026-07-08"),
    words("同事", "a colleague"),
    words("客户经理", "account manager"),
    words("staff.toml：chen-li 的 active_to = 2026-06-20", "staff.toml: active_to of chen-li is 2026-06-20"),
    words("未填借阅卡，把附表2 导出给同事", "a sheet is exported for a colleague without a lending card"),
    words("打印件上没有密级标识，也不知是谁在何时导出的", "a print without the mark of secrecy; nobody knows who made it when"),
    words("在高铁上打开附表2", "a personal sheet is opened on the train"),
    words("出差前在办公室读完，不带出", "read in the office before the journey, and left there"),
    words("customers/yunling-mobile/people/li-guoqiang.toml 是明文", "customers/yunling-mobile/people/li-guoqiang.toml is plain text"),
    words("未登记", "not registered"),
    words("没有 team", "no team"),
    words("项目总工程师，没有指派记录", "a chief engineer, and no record of who assigned him"),
    words("周岚负责 13 个客户", "周岚 is in charge of 13 customers"),
    words("周岚负责 12 个客户，关键人物 58 人", "周岚 is in charge of 12 customers with 58 key people"),
    words("2025 年没有", "none in 2025"),
    words("有两个孙涛", "there are two of that name"),
    words("每项行动都是", "the same in every action"),
    words("其中一项", "one of them"),
    words("没有行动", "no actions"),
    words("今天是 2026-07-08", "the day is 2026-07-08"),
    words("5 位中 3 位只由客户经理联系", "3 of 5 are in touch with the account manager alone"),
    words("关键人物 su-qing 不在 [[contact_plan.lines]] 中", "the key person su-qing is in no [[contact_plan.lines]]"),
    words("接触计划中没有他", "he is not in the contact plan"),
    words("周岚的第五位客户方对象", "the fifth counterpart of 周岚"),
    words("各行都是同一人", "the same person in every line"),
    words("另一行", "another line"),
    words("被优先考虑的供应商", "preferred supplier"),
    words("万元", "in units of 10,000 yuan"),
    words("12 个有交易的客户，前 3 个占销售额 91 %", "of 12 customers with orders the first 3 have 91 % of the sales"),
    words("12 个有交易的客户，前 3 个占销售额 72 %", "of 12 customers with orders the first 3 have 72 % of the sales"),
    words("重点客户，没有 welcome_sign", "a key customer, no welcome_sign"),
    words("VIP客户董事长来访，由市场部部长批准", "the chairman of a VIP customer comes; the marketing director approved"),
    words("公司领导", "an executive"),
    words("信息管理员", "information administrator"),
    words("2026-07-08：market/ 中没有 2026-07-chen-li.toml", "2026-07-08: there is no market/2026-07-chen-li.toml"),
    words("2026-07-15：suggestions/ 中没有 2026-Q2 的建议", "2026-07-15: suggestions/ has none of 2026-Q2"),
    words("2026-07-08 仍未办结", "still open on 2026-07-08"),
    words("2026-07-08 时已过 125 天", "125 days before 2026-07-08"),
    words("2026-07-08：二季度没有核定", "2026-07-08: not verified in the second quarter"),
    words("没有 documents", "no documents"),
    words("没有日期", "no date"),
    words("最近一条来电登记在 2025-11-03", "the newest call on record is of 2025-11-03"),
    words("客户来电来函", "the customer called or wrote"),
    words("其余未填", "the others are not filled in"),
    words("… 后面又有一行", "… and further down another line"),
    words("接触之前就写了报告", "the report was written before the contact"),
    words("附表3 中没有", "not in form 3"),
    words("到 2026-07-08 只有 1 次接触", "only 1 contact by 2026-07-08"),
    words("到 2026-07-08 已有 3 次接触", "3 contacts by 2026-07-08"),
    words("原为 2026-07-15，其间没有接触情况报告", "it was 2026-07-15, and there is no report in between"),
    words("另有 contact-reports/2026-07-15-li-guoqiang-zhou-lan.toml", "with contact-reports/2026-07-15-li-guoqiang-zhou-lan.toml"),
    words("到 2026-07-08 没有接触情况报告", "no report by 2026-07-08"),
    words("客户在电话里投诉，complaints/ 中没有记录", "the customer complained on the phone; complaints/ has no record"),
    words("surveys/ 是空的，submissions/ 中没有本客户的分析报告", "surveys/ is empty, submissions/ has no analysis of this customer"),
    words("没有 told_customer_on，也没有 closed_on", "neither told_customer_on nor closed_on"),
    words("没有支持者，也没有 unidentified", "no supporter, and no unidentified"),
    words(
        "阻拦者 qian-xuemei 消极，接触计划和行动计划中都没有",
        "the blocker qian-xuemei is negative, and neither in the contact plan nor in an action",
    ),
    words("关键人物中没有决策者", "no key person is a decision maker"),
    words("关键人物中没有支持者", "no key person is a supporter"),
    words("没有人是支持者", "nobody is a supporter"),
    words("有使用者", "there is a user"),
    words("附表3：role = \"advisor\"，status = \"neutral\"", "form 3: role = \"advisor\", status = \"neutral\""),
    words("附表2：source_level = 4", "form 2: source_level = 4"),
    words("附表3：role = \"supporter\"，status = \"positive\"", "form 3: role = \"supporter\", status = \"positive\""),
    words("所有附表2：source_level = 3", "every personal sheet: source_level = 3"),
    words("支持者的附表2：source_level = 4", "the supporter's sheet: source_level = 4"),
    words("所有附表2：source_level = 2", "every personal sheet: source_level = 2"),
    words("至少一份附表2：source_level = 3", "at least one sheet: source_level = 3"),
    words("市场部信息管理员", "information administrator"),
    words("已开发客户，没有 insight.toml", "a developed customer without insight.toml"),
    words("customer.toml 中没有 buying_process", "customer.toml has no buying_process"),
    words("正在接触某单位，customers/ 中没有它的文件夹", "we talk to a unit that has no folder in customers/"),
    words("潜在客户：附表1、附表3、附表4", "a potential customer: forms 1, 3 and 4"),
    words("2026-07-08 时已过 147 天", "147 days before 2026-07-08"),
    words("最近一份接触情况报告在 180 天以前", "the newest report is older than 180 days"),
    words("上月有接触情况报告", "there is a report of last month"),
    words("key-people.toml：name = \"钱雪梅\"", "key-people.toml: name = \"钱雪梅\""),
    words("people/ 中没有 su-qing.toml", "there is no people/su-qing.toml"),
    words("附表3 中的编号是 qian-xuemei", "the id in form 3 is qian-xuemei"),
    words("people/qian-xuemei.toml 还在", "people/qian-xuemei.toml is still there"),
    words("附表2 已删除", "the sheet was deleted"),
    words("没有 lawful_basis", "no lawful_basis"),
    words("2026-02-06 得分 88，2026-06-20 得分 81", "88 on 2026-02-06, 81 on 2026-06-20"),
    words("2026-02-06 得分 88，2026-06-20 得分 86", "88 on 2026-02-06, 86 on 2026-06-20"),
    words("行动计划中没有改进行动", "the action plan has no action about it"),
    words("surveys/ 中没有 2026 年上半年的调查", "surveys/ has none of the first half of 2026"),
    words(
        "7 月 15 日以后，submissions/ 中没有二季度的 callback_evaluation",
        "after 15 July submissions/ has no callback_evaluation of the second quarter",
    ),
    words("本季度没有 kind = \"onsite\" 的报告", "no report of the quarter has kind = \"onsite\""),
    words("现场走访", "a visit on site"),
    words("上半年的会面、走访都没有大区经理", "the regional manager took part in no meeting or visit of the half-year"),
    words("马超：大区经理", "马超 is the regional manager"),
    words("上半年的现场走访都没有董事长、总经理", "the chairman or general manager took part in no visit of the half-year"),
    words("董事长", "the chairman"),
    words("没有 next_date", "no next_date"),
    words("contact-reports/ 中没有 2026 年 4–6 月的报告", "contact-reports/ has none of April to June 2026"),
    words("临时回访，没有批准人", "an ad-hoc callback that nobody approved"),
    words("6 月只有 kind = \"phone\" 的报告", "the reports of June are all of kind = \"phone\""),
    words("本季度只有 kind = \"phone\"、\"meeting\" 的报告", "the reports of the quarter are of kind = \"phone\" and \"meeting\""),
    words("上半年没有现场回访，6 月也没有接触情况报告", "no callback on site in the half-year, and no report of June"),
    words(
        "周岚 2026 年二季度：云岭移动 9 次，江北广电 2 次，第三个客户 0 次",
        "周岚 in 2026-Q2: 9 visits to 云岭移动, 2 to 江北广电, none to a third customer",
    ),
    words(
        "周岚 2026 年二季度：云岭移动 7 次，江北广电 3 次，第三个客户 1 次",
        "周岚 in 2026-Q2: 7 visits to 云岭移动, 3 to 江北广电, 1 to a third customer",
    ),
    words("staff.toml：周岚的直接上级是吴芳", "staff.toml: the superior of 周岚 is 吴芳"),
    words("上半年没有 kind = \"onsite\" 的报告", "no report of the half-year has kind = \"onsite\""),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Seed, registry};

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}'))
    }

    #[test]
    fn every_remark_has_its_english_and_every_entry_is_used() {
        let examples: Vec<&str> = registry::all().flat_map(|rule| [rule.bad, rule.good]).collect();
        let remarks =
            examples.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once("# ")).map(|(_, remark)| remark.trim());
        let remarks: Vec<&str> = remarks.filter(|remark| is_chinese(remark)).collect();
        let known = |table: &[Words], text: &str| table.iter().any(|entry| entry.zh == text);
        let missing: Vec<&&str> = remarks.iter().filter(|remark| !known(REMARKS, remark)).collect();
        assert!(missing.is_empty(), "no English for {missing:#?}");
        let unused: Vec<&str> = REMARKS.iter().map(|entry| entry.zh).filter(|zh| !remarks.contains(zh)).collect();
        assert!(unused.is_empty(), "in no example: {unused:#?}");
        let outside = registry::all().flat_map(|rule| rule.sources).filter(|source| source.seed == Seed::Outside);
        let missing: Vec<&str> = outside.map(|source| source.article).filter(|article| !known(ARTICLES, article)).collect();
        assert!(missing.is_empty(), "no English for {missing:#?}");
    }
}
