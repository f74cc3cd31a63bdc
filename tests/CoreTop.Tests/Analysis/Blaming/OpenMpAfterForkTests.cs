using CoreTop.Analysis.Blaming;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class OpenMpAfterForkTests : CauseScene
{
    [Theory]
    [InlineData("libomp.so.5", 17, CauseConfidence.High)]
    [InlineData("libomp.so.5", null, CauseConfidence.Medium)]
    [InlineData("libiomp5.so", null, CauseConfidence.Medium)]
    public void A_forked_child_on_the_first_core_with_no_variable_was_pinned_by_the_runtime_surely_where_its_version_is_known(
        string library, int? version, CauseConfidence confidence)
    {
        Process(Parent, Shell, "python", libraries: [library]);
        Process(Worker, Parent, "python", "0", libraries: [library], llvm: version);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.OpenMpAfterFork, confidence), (cause.Kind, cause.Confidence));
        Assert.EndsWith("set by the OpenMP runtime after a fork", cause.Phrase, StringComparison.Ordinal);
        Assert.Contains("KMP_AFFINITY=disabled", cause.Permanent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "libomp.so.5", "", CauseKind.Unknown)]
    [InlineData("0-1", "libomp.so.5", "", CauseKind.Unknown)]
    [InlineData("0", "libgomp.so.1", "", CauseKind.Unknown)]
    [InlineData("0", "libomp.so.5", "KMP_AFFINITY=disabled", CauseKind.Unknown)]
    [InlineData("0", "libomp.so.5", "OMP_NUM_THREADS=1", CauseKind.OpenMpAfterFork)]
    public void Only_the_first_core_and_that_runtime_count_as_after_a_fork(
        string mask, string library, string setting, CauseKind expected)
    {
        Process(Worker, Parent, "python", mask, libraries: [library], environment: setting.Length > 0 ? [setting] : []);

        Assert.Equal(expected, Find()!.Kind);
    }

    [Fact]
    public void The_first_core_may_be_two_siblings()
    {
        Topology = Pairs;
        Process(Parent, Shell, "python", libraries: ["libomp.so.5"]);
        Process(Worker, Parent, "python", "0,18", libraries: ["libomp.so.5"]);

        Assert.Equal(CauseKind.OpenMpAfterFork, Find()!.Kind);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(19)]
    public void Versions_that_do_not_pin_are_innocent(int version)
    {
        Process(Parent, Shell, "python", libraries: ["libomp.so.5"]);
        Process(Worker, Parent, "python", "0", libraries: ["libomp.so.5"], llvm: version);

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void Every_thread_of_the_child_has_the_same_cause_and_not_its_first_alone()
    {
        Process(Parent, Shell, "python", libraries: ["libomp.so.5"]);
        Process(Worker, Parent, "python", "0", libraries: ["libomp.so.5"], llvm: 17);

        foreach (string mask in (string[])["0", "1", "35"])
        {
            Cause cause = Find(Task(mask, tid: 77))!;
            Assert.Equal((CauseKind.OpenMpAfterFork, CauseConfidence.High), (cause.Kind, cause.Confidence));
        }

        Process(Worker, Parent, "python", libraries: ["libomp.so.5"], llvm: 17);
        Assert.Equal(CauseKind.Unknown, Find(Task("1", tid: 77))!.Kind);
    }

    [Fact]
    public void Children_on_a_core_each_pinned_themselves()
    {
        Process(Parent, Shell, "python", libraries: ["libomp.so.5"]);
        Process(Worker, Parent, "python", "0", libraries: ["libomp.so.5"], llvm: 17);
        Show(Worker, Parent, "python", "0");
        Show(50, Parent, "python", "1");

        Assert.Equal(CauseKind.Program, Find()!.Kind);
    }
}
