using System.Drawing;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Screen;

/// <summary>A part of the screen with its own keys, state and view. The one on top of the stack has the keyboard.</summary>
internal interface IPane
{
    /// <summary>Where it stands.</summary>
    PaneArea Area { get; }

    /// <summary>What draws it; null for one that is drawn on the message line.</summary>
    HotView? View { get; }

    /// <summary>Its keys.</summary>
    PaneKeys Keys { get; }

    /// <summary>What there is at the moment that some of its keys are for.</summary>
    KeyMoment Moment { get; }

    /// <summary>While it is open, the rows of the process list keep their order.</summary>
    bool HoldsRows { get; }

    /// <summary>What the message line says while it has nothing else to say; null for nothing.</summary>
    string? Detail { get; }

    /// <summary>It has a cursor of its own for tasks: while it is open, no other task is meant.</summary>
    bool HasTaskCursor { get; }

    /// <summary>The task under that cursor; null where it has none, and while there is no task to point at.</summary>
    ProcessRow? Pointed { get; }

    /// <summary>Gets ready to be drawn.</summary>
    /// <param name="room">The cells there are at most.</param>
    /// <returns>The cells it takes.</returns>
    Size Fit(Size room);

    /// <summary>Takes in what is newly shown of the machine, open or not.</summary>
    void Take(Snapshot snapshot, Diagnosis diagnosis);

    /// <summary>Does what the key does here.</summary>
    void Press(KeyPress press);

    /// <summary>Takes pasted text in, where text is typed.</summary>
    void Paste(string text);

    /// <summary>Draws the key bar; false leaves that to the bar, which shows <see cref="Keys"/>.</summary>
    bool DrawBar(ref Canvas canvas);
}
