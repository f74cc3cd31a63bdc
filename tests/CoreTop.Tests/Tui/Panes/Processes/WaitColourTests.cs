using CoreTop.Tests.Analysis;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class WaitColourTests
{
    [Theory]
    [InlineData("0", true)]
    [InlineData("0-1", false)]
    public void A_wait_is_red_where_it_costs_something_and_yellow_where_all_CPUs_are_in_use(string mask, bool costs)
    {
        Scene scene = Scene.Of("0-1").Add(1, run: 0.1, wait: 0, on: 1, name: "cursor");
        if (costs)
        {
            scene.Add(4, run: 0.25, wait: 0.7531, mask: mask, on: 0);
        }
        else
        {
            scene.Add(2, run: 0.5, wait: 0.7531, mask: mask, on: 0).Add(2, run: 0.5, wait: 0.5, mask: mask, on: 1);
        }

        using var screen = new TestScreen(scene.Snapshot(), 120, 24);
        screen.Press("N", "Home");

        Assert.Equal(Theme.Colour[costs ? Ink.Waiting : Ink.Narrowed], screen.LookOf("75.3"));
    }
}
