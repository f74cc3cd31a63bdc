using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Filters;

public sealed class RowFilterTests
{
    private static readonly Snapshot Snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0);

    private const ulong Gibibyte = 1UL << 30;

    private static readonly ProcessRow[] Rows =
    [
        Row(AnySnapshot.Process(10, "sshd", "root", uid: 0, parent: 1, cpu: 0, affinity: CpuSet.Range(0, 3), commandLine: "sshd: ann [priv]")),
        Row(AnySnapshot.Process(11, "python", "ann", parent: 10, run: 0.75, wait: 0.25, cpu: 6, affinity: CpuSet.Of(6),
            commandLine: "/usr/bin/python train.py --and more").WithFacts(facts => facts with { Nice = 5 }).WithWhole(whole => whole with { ThreadCount = 9 })),
        Row(AnySnapshot.Process(12, "(sd-pam)", "bob", uid: 1001, parent: 10, run: 0.1, wait: null, cpu: 16, affinity: CpuSet.Of(1, 6),
            commandLine: "a=b|c").WithFacts(facts => facts with { State = TaskState.DiskSleep })
            .WithWhole(whole => whole with { ResidentBytes = 2 * Gibibyte }) with { MemoryShare = 0.25,
            Details = new ProcessDetails(1001, "bob", "a=b|c", 0, Limit: null, LimitedBy: null, Cgroup: "/batch/jobs") }),
    ];

    [Theory]
    [InlineData("", "10 11 12")]
    [InlineData("  ", "10 11 12")]
    [InlineData(" | ", "10 11 12")]
    [InlineData("TRAIN", "11")]
    [InlineData("python train", "11")]
    [InlineData("python  train", "")]
    [InlineData("cpu=6", "11")]
    [InlineData("cpu>5", "11 12")]
    [InlineData("allow=6", "11 12")]
    [InlineData("allow!=6", "10")]
    [InlineData("only=6", "11")]
    [InlineData("user=ann", "11")]
    [InlineData("user=0", "10")]
    [InlineData("user!~^(ann|bob)$", "10")]
    [InlineData("state=SD", "10 12")]
    [InlineData("state!=D", "10 11")]
    [InlineData("pid=12", "12")]
    [InlineData("ppid=10", "11 12")]
    [InlineData("run>0.5", "11")]
    [InlineData("run > 50%", "11")]
    [InlineData("wait>=25%", "11")]
    [InlineData("wait<1", "10 11")]
    [InlineData("res>1G", "12")]
    [InlineData("res>=2GiB", "12")]
    [InlineData("mem>20%", "12")]
    [InlineData("mem<500M", "10 11")]
    [InlineData("nice>0", "11")]
    [InlineData("nice=-1", "")]
    [InlineData("threads>8", "11")]
    [InlineData("name=python", "11")]
    [InlineData("name~^s", "10")]
    [InlineData("cmd~(train|priv)", "10 11")]
    [InlineData("cmd!~python", "10 12")]
    [InlineData("cmd=TRAIN.PY", "11")]
    [InlineData("cgroup=JOBS", "12")]
    [InlineData("cgroup~^/user", "")]
    [InlineData("cpu=6|pid=12", "11 12")]
    [InlineData("cpu=6 or pid=12", "11 12")]
    [InlineData("sshd|python", "10 11")]
    [InlineData("sshd|", "10")]
    [InlineData("ppid=10 and not user=ann", "12")]
    [InlineData("ppid=10 && !user=ann", "12")]
    [InlineData("ppid=10 cpu=6", "11")]
    [InlineData("python cpu=6", "11")]
    [InlineData("pid=10 or pid=11 and cpu=6", "10 11")]
    [InlineData("(pid=10 or pid=11) and cpu=6", "11")]
    [InlineData("not (pid=10 or pid=11)", "12")]
    [InlineData("\"--and more\"", "11")]
    [InlineData("'a=b|c'", "12")]
    [InlineData("cmd=\"train.py --and\"", "11")]
    [InlineData("a=b", "12")]
    [InlineData("\"a>b\"", "")]
    [InlineData("--a>b", "")]
    [InlineData("/bin/x>b", "")]
    [InlineData("(sd-pam)", "12")]
    [InlineData("OR", "", "There must be something on both sides of an or.", 1)]
    [InlineData("a or", "", "There must be something on both sides of an or.", 3)]
    [InlineData("and a", "", "There must be something on both sides of an and.", 1)]
    [InlineData("a and", "", "There must be something on both sides of an and.", 3)]
    [InlineData("a && | b", "", "There must be something on both sides of an and.", 3)]
    [InlineData("!", "", "There must be something after a not.", 1)]
    [InlineData("a (b", "", "This parenthesis is never closed.", 3)]
    [InlineData("a ()", "", "There is nothing between these parentheses.", 3)]
    [InlineData("x \"y", "", "This quote is never closed.", 3)]
    [InlineData("run>x", "", "run takes cores such as 0.5, or percent such as 50%.", 5)]
    [InlineData("run~5", "", "run takes = != < <= > >=, such as run>0.5.", 4)]
    [InlineData("a cpu=", "", "cpu takes a whole number.", 7)]
    [InlineData("allow=1-", "", "allow takes the number of a CPU.", 7)]
    [InlineData("state=5", "", "state takes letters of states such as R, or RD for either.", 7)]
    [InlineData("user=", "", "user takes the name or number of a user.", 6)]
    [InlineData("cmd~a[", "", "cmd takes a regular expression, and this one is incomplete or wrong here.", 7)]
    [InlineData("cmd~(?=a)", "", "cmd takes a regular expression without back references and lookaround, and not too large.", 5)]
    public void A_filter_keeps_what_it_names_or_says_what_is_wrong_and_where(
        string text, string pids, string? sentence = null, int column = 0)
    {
        if (RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error))
        {
            Assert.Null(sentence);
            Assert.Equal(pids, Kept(filter));
        }
        else
        {
            Assert.Equal((sentence, column), (error.Sentence, error.At + 1));
        }
    }

    [Fact]
    public void A_caret_points_at_the_place_of_an_error()
    {
        Assert.False(RowFilter.TryParse("user=ann run>x", out _, out FilterError? error));

        Assert.Equal(
            "Column 14: run takes cores such as 0.5, or percent such as 50%.\n  user=ann run>x\n               ^",
            error.Pointing("user=ann run>x"));
    }

    [Fact]
    public void What_equals_something_and_is_not_a_field_is_a_text_with_a_hint()
    {
        Assert.Equal("No field is called usr, so this text is looked for. Did you mean \"user\"?", Parse("usr=ann").Hint);
        Assert.Equal("No field is called usr, so this text is looked for. Did you mean \"user\"?", Parse("python usr = ann").Hint);
        Assert.Equal("10", Kept(Parse("\"sshd: ann\" or bogus=1")));
        Assert.StartsWith("No field is called bogus, so this text is looked for. Fields: cpu allow", Parse("bogus=ann").Hint, StringComparison.Ordinal);
        Assert.Null(Parse("user=ann").Hint);
        Assert.Null(Parse("\"usr=ann\"").Hint);
    }

    [Theory]
    [InlineData("minorFault>1", "No field is called minorFault. Did you mean \"minorFaults\"? Quotes around it look for the text.", 1)]
    [InlineData("residntBytes >= 1", "No field is called residntBytes. Did you mean \"residentBytes\"? Quotes around it look for the text.", 1)]
    [InlineData("cpu=1 and (usr!=ann)", "No field is called usr. Did you mean \"user\"? Quotes around it look for the text.", 12)]
    [InlineData("python stat~R", "No field is called stat. Did you mean \"state\"? Quotes around it look for the text.", 8)]
    [InlineData("bogus<=1", "No field is called bogus. Fields: cpu allow only run wait", 1)]
    public void A_field_that_is_not_there_is_named_with_the_one_that_was_meant(string text, string sentence, int column)
    {
        Assert.False(RowFilter.TryParse(text, out _, out FilterError? error));
        Assert.StartsWith(sentence, error.Sentence, StringComparison.Ordinal);
        Assert.Equal(column, error.At + 1);
        Assert.Null(Parse($"\"{text}\"").Hint);
    }

    [Fact]
    public void Only_filters_that_look_at_details_need_them()
    {
        Assert.All(["python", "user=ann", "cmd~x", "cpu=6 or not user=ann"], text => Assert.True(Parse(text).NeedsDetails));
        Assert.All(["", "cpu=6", "run>1 and name~x"], text => Assert.False(Parse(text).NeedsDetails));
    }

    [Fact]
    public void What_is_not_known_yet_is_neither_equal_nor_unequal()
    {
        ProcessRow unread = Row(AnySnapshot.Process(13) with { Details = null, Wait = null, Affinity = null });

        Assert.All(
            ["user=ann", "user!=ann", "cmd~x", "cmd!~x", "wait=0", "wait!=0", "allow=0", "allow!=0"],
            text => Assert.False(Parse(text).Lets(unread, Snapshot)));
    }

    [Fact]
    public void Every_example_is_understood() =>
        Assert.All(FilterFields.All, field => Assert.NotEqual(RowFilter.None, Parse(field.Example)));

    [Fact]
    public void No_text_throws_and_the_printed_form_of_what_is_understood_means_the_same()
    {
        var random = new Random(20261125);
        string[] pieces =
        [
            "cpu", "run", "cmd", "name", "user", "state", "=", "!=", "~", "!~", ">", "<=", "6", "0.5", "50%", "a", "python", "(", ")", "|",
            "||", "&&", "&", "!", " ", " ", " ", "and ", " or ", "not ", "\"", "'", "\\", "[", "*", "\u00e9", "\ud83d\ude00", "\t", "1G",
        ];
        int understood = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error))
            {
                Assert.InRange(error.At, 0, text.Length);
                continue;
            }

            understood++;
            RowFilter again = Parse(filter.Printed);
            Assert.Equal(filter.Printed, again.Printed);
            Assert.Equal(Kept(filter), Kept(again));
        }

        Assert.InRange(understood, 2_000, 20_000);
    }

    [Fact]
    public void Deep_nesting_is_refused_in_a_sentence()
    {
        foreach (string opener in new[] { "(", "!", "not " })
        {
            string deep = string.Concat(Enumerable.Repeat(opener, 100_000)) + "a";

            Assert.False(RowFilter.TryParse(deep, out _, out FilterError? error));
            Assert.Equal("This is nested too deeply.", error.Sentence);
        }
    }

    private static RowFilter Parse(string text)
    {
        Assert.True(RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error), $"{text}: {error?.Line}");
        return filter;
    }

    private static string Kept(RowFilter filter) =>
        string.Join(' ', Rows.Where(row => filter.Lets(row, Snapshot)).Select(row => row.Task.Pid));

    private static ProcessRow Row(ProcessLoad process) => new(process, Thread: null, Depth: 0);
}
