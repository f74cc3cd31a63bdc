namespace CoreTop.Tests.Docs;

/// <summary>Words and turns of phrase that are not used in sentences, comments and pages, each with what to say instead.</summary>
internal static class SpellingList
{
    /// <summary>The entries. A blank in a pattern also matches the end of a line.</summary>
    public static IReadOnlyList<SpellingRule> Rules { get; } =
    [
        // Archaic words.
        new(@"\banew\b", "again, or new"),
        new(@"\btold\b", "said, shown, known, reported; what is told apart is distinguished"),
        new(@"\breckon\w*", "estimate, expect, compute"),
        new(@"\bheed\w*", "use, follow, read"),
        new(@"\bwhom\b", "turn the sentence round: whose, which, the tasks that"),
        new(@"\bhis\b", "its, their"),
        new(@"\bbut for\b", "except for, apart from"),
        new(@"\bfor ever\b", "forever"),
        new(@"\bby twos\b", "two to a core, in pairs"),
        new(@"\bhanded on\b", "inherited, passed on"),
        new(@"\blikewise\b", "the same, in the same way, also"),
        new(@"\ball the while\b", "all the time"),
        new(
            @"\b(?:thereof|therein|henceforth|hitherto|whilst|lest|nought|naught|thence|whence|whither|hither|shall|forthwith|albeit|amongst)\b",
            "the word of today"),

        // Inverted or elliptic turns.
        new(@"(?<!\bthere\b[^.\u0001]{0,24})\b(?:is|are|was|were|be) no (?!longer\b|more\b|less\b|better\b|worse\b|one\b)\w+", "is not a …, does not …, or: there is no …"),
        new(@"(?<!\bthere\b[^.\u0001]{0,24})\b(?:is|are|was|were) none\b(?! of)", "is not one, has none"),
        new(@"\b(?:go|goes|going|went) on\b(?! (?:the|a|an|one|another|its|this|that|which|CPU)\b)", "continue, resume, follow"),
        new(@"\bwere (?:it|there|they)\b", "if it were, if there were"),
        new(@"\bnor (?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|must|need)\b", "and … not"),
        new(@"\b(?:has|have|had) not(?=[.,;:)])", "does not have"),
        new(@"\bOf (?:a|an|the|its|their|those|these|it|them|few|many|others?|two|what|which|tasks?)\b", "begin with the subject", IsCaseSensitive: true),
        new(
            @"\bWho (?:is|are|was|has|had|wants|uses|sleeps|may|can|starts|shares|gives|stays|lacks|waits|runs|does|would|must)\b(?![^.\u0001]*\?)",
            "name who it is: a task that, users who",
            IsCaseSensitive: true),
        new(@"\b(?:is|are|was|were) to be\b", "must be, should be, will be"),
        new(@"\btells? of\b", "say, report, list, show"),
        new(@"\b(?:do|does|did) not tell\b(?! (?:you|us|the user|apart)\b)", "does not say, does not report"),
        new(@"\bput(?:s|ting)? (?:it|them|things|that|this) right\b|\bput right\b", "fix, correct"),
        new(@"\bseconds? a second\b", "seconds per second"),
        new(@"\bnever changes once made\b", "Immutable."),

        // Words that the glossary keeps for one thing.
        new(@"\bhunger\b", "hungry: a task that runs or waits all the time"),
        new(@"\bdeeds?\b", "change, action; the glossary keeps deed for what a key does to tasks"),
        new(@"\bwish(?:es|ed)?\b", "want; the glossary keeps wish for a change that is asked for and not yet made"),
        new(@"\bevidence\b", "numbers, reason, proof; the glossary keeps evidence for what says who set a mask"),

        // Names of documents that are not in the repository.
        new(@"\bD(?:[1-9]|1[0-9])\b(?! \|)", "name the page in docs/decisions", IsCaseSensitive: true),
        new(@"\b(?:product|house|truth-before|prototype)\.md\b", "name a page that is there"),
    ];

    /// <summary>A file or folder in which some of them, or all, are allowed, and why.</summary>
    public static IReadOnlyList<SpellingException> Exceptions { get; } =
    [
        new("tests/CoreTop.Tests/Docs/SpellingList.cs", Pattern: null, "the list itself"),

        // Folders that were not looked through yet. Take a line out with the pass over its folder.
        new("tests/", Pattern: null, "not looked through yet"),

        new("src/CoreTop.Analysis/Blaming/", "evidence", "its one meaning"),
        new("src/CoreTop/Sampling/", "evidence", "its one meaning"),
        new("src/CoreTop/Tui/Changing/", "deeds", "its one meaning"),
        new("docs/causes.md", "evidence", "its one meaning"),
        new("docs/glossary.md", "evidence", "explained there"),
        new("docs/glossary.md", "deeds", "explained there"),
        new("docs/glossary.md", "wish", "explained there"),
        new("docs/json.md", "evidence", "a name in JSON"),
        new("CONTRIBUTING.md", "deeds", "named as a debt"),
        new("CONTRIBUTING.md", "wish", "named as a debt"),
        new("docs/decisions/0030-causes.md", "evidence", "its one meaning"),
        new("docs/decisions/0031-how-the-field-suite-judges.md", "evidence", "its one meaning"),
        new("CHANGELOG.md", "evidence", "its one meaning"),
    ];
}
