using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Tui.Drawing;

public sealed class HotWindowTests : IDisposable
{
    private const int Frames = 20;

    private readonly DrawnScreen _screen = new();

    public HotWindowTests()
    {
        _screen.Show(AnySnapshot.Founding());
        _screen.Show(Later());
    }

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_frame_of_views_in_their_places_allocates_near_nothing()
    {
        Snapshot[] snapshots = [AnySnapshot.Founding(), Later()];
        long allocated = 0;
        for (int i = 0; i < Frames; i++)
        {
            _screen.Panes.Show(snapshots[i % 2], Diagnosis.Nothing);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _screen.Draw();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.InRange(allocated / Frames, 0, 4096);
    }

    [Fact]
    public void What_lies_over_a_list_that_is_drawn_again_stays()
    {
        _screen.Panes.Press("F6", typed: null);
        _screen.Draw();
        string[] menu = _screen.Lines.Where(line => line.Contains('│', StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(menu);

        _screen.Show(AnySnapshot.Founding());

        Assert.Equal(menu, _screen.Lines.Where(line => line.Contains('│', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_turn_in_which_nothing_is_marked_sends_nothing()
    {
        int sent = _screen.Frames;

        _screen.Draw();
        _screen.Draw();

        Assert.Equal(sent, _screen.Frames);
    }

    private static Snapshot Later()
    {
        Snapshot snapshot = AnySnapshot.Founding();
        return snapshot with { Time = snapshot.Time.AddSeconds(1), Load = new(35.01, 34.15, 22.04) };
    }
}
