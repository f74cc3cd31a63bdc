using CoreTop.Cli;
using CoreTop.Cli.Text;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Cli;

public sealed class ChangeTargetsTests
{
    [Fact]
    public void Of_a_subtree_zombies_are_counted_and_this_program_is_left_out()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4),
            _ => 0,
            AnySnapshot.Process(1, "init", parent: 0),
            AnySnapshot.Process(10, "sh", parent: 1),
            AnySnapshot.Process(11, "coretop", parent: 10),
            AnySnapshot.Process(20, "gone", parent: 1).WithFacts(facts => facts with { State = TaskState.Zombie }),
            AnySnapshot.Process(21, "gone", parent: 1).WithFacts(facts => facts with { State = TaskState.Zombie }));

        FoundTargets found = ChangeTargets.Find(snapshot, [1], AffinityScope.Subtree, ownPid: 11);

        Assert.Equal([1, 10], found.Tasks.Select(task => task.Pid));
        Assert.Equal((2, 11), (found.Zombies, found.OwnPid));
        Assert.Empty(found.Missing);
    }

    [Fact]
    public void A_zombie_that_is_named_has_ended()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, AnySnapshot.Process(20, "gone").WithFacts(facts => facts with { State = TaskState.Zombie }));

        FoundTargets found = ChangeTargets.Find(snapshot, [20], AffinityScope.Process, ownPid: null);

        Assert.Empty(found.Tasks);
        Assert.Equal((20, "has ended: it is a zombie until its parent takes notice"), Assert.Single(found.Missing));
    }

    [Fact]
    public void What_is_left_out_is_said_in_a_line_each()
    {
        var targets = new FoundTargets([], []) { Zombies = 12, OwnPid = 11 };
        var report = new ChangeReport("pin", new CoreTop.Actions.BatchOutcome([], JournalProblem: null), targets);

        Assert.Equal(
            "coretop 11: left out, as it is this program itself.\n12 zombies left out: they have ended.\n", report.ToText());
        Assert.Equal(ExitCode.Done, report.ExitCode);
    }

    [Fact]
    public void Many_that_are_refused_alike_are_one_line_and_few_have_one_each()
    {
        IEnumerable<(string, int, string)> many = Enumerable.Range(1, 1500).Select(tid => ("kworker", tid, "is bound"));

        Assert.Equal(
            ["kworker 1 and 1499 more: is bound.", "a 7: other.", "b 8: other."],
            TaskLines.Of([.. many, ("a", 7, "other"), ("b", 8, "other")]));
    }
}
