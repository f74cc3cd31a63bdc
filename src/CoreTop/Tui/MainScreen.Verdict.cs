using CoreTop.Analysis.Diagnosis;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>What is wrong, and what became of putting it right.</content>
internal sealed partial class MainScreen
{
    private static readonly TimeSpan MessageTime = TimeSpan.FromSeconds(6);
    private StatusMessage? _agingMessage;
    private long _agingSince;

    /// <summary>What is wrong at the latest snapshot.</summary>
    public Diagnosis Diagnosis { get; private set; } = Diagnosis.Nothing;

    /// <summary>The message to draw; null when there is none, or when a finding matters more than what cannot be read.</summary>
    public StatusMessage? ShownMessage =>
        Message is { Kind: StatusKind.Problem } && !Diagnosis.Findings.IsEmpty ? null : Message;

    // A finding waits for its line: a message has had its time after a few refreshes.
    private void AgeMessage()
    {
        if (!ReferenceEquals(Message, _agingMessage))
        {
            (_agingMessage, _agingSince) = (Message, services.Time.GetTimestamp());
        }
        else if (Message is not null && !Diagnosis.Findings.IsEmpty && services.Time.GetElapsedTime(_agingSince) >= MessageTime)
        {
            Message = null;
        }
    }
}
