using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>
/// Bold, underline and reverse alone. Together they make eight looks, and each of what stands beside another has its own: ordinary and
/// wrong, the heading, both cursors, and CPUs that are allowed, picked or in the finding.
/// </summary>
internal static class MonochromeLook
{
    /// <summary>How an ink looks.</summary>
    public static Attribute Of(Ink ink) => new(Color.None, Color.None, StyleOf(ink));

    private static TextStyle StyleOf(Ink ink) => ink switch
    {
        Ink.Heading => TextStyle.Bold | TextStyle.Underline,
        Ink.HeadingSorted or Ink.LabelMarked or Ink.KeyLabel => TextStyle.Reverse,
        Ink.Cursor or Ink.HeatCrowded => TextStyle.Reverse | TextStyle.Bold,
        Ink.CursorAway => TextStyle.Underline,
        Ink.FindingCpu => TextStyle.Reverse | TextStyle.Underline,
        Ink.Picked => TextStyle.Reverse | TextStyle.Bold | TextStyle.Underline,
        Ink.Strong or Ink.Tagged or Ink.KeyName or Ink.Warning or Ink.Error or Ink.Waiting or Ink.Narrowed or
            Ink.ProgramName or Ink.Crowded or Ink.FindingMark => TextStyle.Bold,
        _ => TextStyle.None,
    };
}
