//! SEC-02: a lending card is filled in whole. Found while the form is read.

use crate::archive::DocKind;
use crate::findings::Level;
use crate::rules::{Levels, Rule, Run, Seed, When, source};
use crate::words::words;

pub(super) static RULE: Rule = Rule {
    id: "SEC-02",
    title: words("借阅卡填写齐全", "a lending card is filled in whole"),
    sources: &[source(Seed::S000, "第十三条 2")],
    quote: "借阅时须填写借阅卡",
    level: Levels::Fixed(Level::Error),
    lesser: None,
    when: When::Check,
    params: &[],
    needs: &[DocKind::Loan],
    uses: &[DocKind::Staff],
    yields_to: &[],
    anchor: words("借阅卡中有问题的一项；没有填写时为其第一行", "the key in question; where it is missing the card's first line"),
    meaning: words(
        "借阅卡有卡号（也可由文件名给出）、借阅人、客户、借阅表单、用途、借出日期、应还日期和批准人；借阅人和批准人在人员名册中，客户在档案中。",
        "The card has its number (the file name may give it), borrower, customer, forms, purpose, the day it was lent, the day it is due back, and who approved; both people are in the staff register, the customer in the archive.",
    ),
    remedy: words("请补齐借阅卡", "complete the card"),
    bad: "borrower = \"ma-chao\"\ncustomer = \"yunling-mobile\"\npurpose = \"\"\nlent_on = 2026-06-22",
    good: "borrower = \"ma-chao\"\ncustomer = \"yunling-mobile\"\nforms = [\"附表2\", \"附表3\"]\npurpose = \"半年拜访准备\"\nlent_on = 2026-06-22\ndue_back = 2026-06-29\napproved_by = \"wu-fang\"",
    run: Run::Reading,
};
