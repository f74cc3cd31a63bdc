using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Texts;

public sealed class AffinityFieldTests
{
    [Fact]
    public void All_online_cpus_read_as_all_and_less_as_the_list_marked_narrowed()
    {
        Snapshot snapshot = Any.Snapshot(Any.Process(pid: 1), Any.Process(pid: 2, affinity: CpuSet.Of(0, 2)));

        Assert.Equal(("all", AffinityMark.None), Read(snapshot, 0));
        Assert.Equal(("0,2", AffinityMark.Narrowed), Read(snapshot, 1));
    }

    [Fact]
    public void All_that_its_cpuset_allows_is_not_narrowed()
    {
        var details = new ProcessDetails(0, "root", "", 0, CpuSet.Range(0, 1), "/slice");
        Snapshot snapshot = Any.Snapshot(Any.Process(affinity: CpuSet.Range(0, 1), details: details));

        Assert.Equal(("0-1", AffinityMark.None), Read(snapshot, 0));
    }

    [Fact]
    public void The_parents_narrow_affinity_is_inherited()
    {
        Snapshot snapshot = Any.Snapshot(
            Any.Process(pid: 50, affinity: CpuSet.Of(3)), Any.Process(pid: 51, parent: 50, affinity: CpuSet.Of(3)));

        Assert.Equal(("3", AffinityMark.Inherited), Read(snapshot, 1));
    }

    [Theory]
    [InlineData(TaskMobility.KernelBound, 'k')]
    [InlineData(TaskMobility.Deadline, 'd')]
    [InlineData(TaskMobility.KernelThread, 'n')]
    public void What_cannot_be_moved_says_so(TaskMobility mobility, char expected)
    {
        Snapshot snapshot = Any.Snapshot(Any.Process(mobility: mobility, affinity: CpuSet.Of(1)));

        Assert.Equal(expected, AffinityField.Letter(Read(snapshot, 0).Mark));
    }

    [Fact]
    public void Every_mark_has_a_letter_of_its_own_and_a_meaning()
    {
        AffinityMark[] marks = [.. Enum.GetValues<AffinityMark>().Where(mark => mark != AffinityMark.None)];

        Assert.Equal(marks.Select(AffinityField.Letter).Order(), AffinityField.Legend.Select(entry => entry.Letter).Order());
        Assert.Equal(marks.Length, marks.Select(AffinityField.Letter).Distinct().Count());
    }

    private static (string Text, AffinityMark Mark) Read(Snapshot snapshot, int index)
    {
        var row = new ProcessRow(snapshot.Processes[index], Thread: null, Depth: 0);
        return (AffinityField.Text(row.Task, snapshot), AffinityField.Mark(row, snapshot));
    }
}
