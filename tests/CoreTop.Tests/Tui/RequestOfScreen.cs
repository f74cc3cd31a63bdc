using CoreTop.Model.Sampling;
using CoreTop.Tui;

namespace CoreTop.Tests.Tui;

/// <summary>What is to be read for a screen under test.</summary>
internal static class RequestOfScreen
{
    public static SampleRequest After(this RequestForView request, SampleRequest last, ShownScreen screen) =>
        request.After(last, screen.Panes);
}
