using System.Text;
using CoreTop.Tui.Input;

namespace CoreTop.Tests.Tui.Input;

public sealed class InputDecoderTests
{
    private readonly RecordedInput _recorded = new();
    private readonly InputDecoder _decoder;
    private long _now;

    public InputDecoderTests() => _decoder = new InputDecoder(KeyTable.Empty, _recorded);

    [Theory]
    [InlineData("q", "q")]
    [InlineData("é漢😀", "é 漢 😀")]
    [InlineData("\t\r\n", "Tab Enter Enter")]
    [InlineData("\x7F\b", "Backspace Backspace")]
    [InlineData("\x01\x0C\x1A", "Ctrl-A Ctrl-L Ctrl-Z")]
    [InlineData("\0\x1C\x1F", "")]
    [InlineData("\e[A\e[B\e[C\e[D\eOA\eOD", "Up Down Right Left Up Left")]
    [InlineData("\e[H\e[F\eOH\eOF\e[1~\e[4~\e[7~\e[8~", "Home End Home End Home End Home End")]
    [InlineData("\e[2~\e[3~\e[5~\e[6~", "Insert Delete PageUp PageDown")]
    [InlineData("\eOP\eOQ\eOR\eOS\e[15~\e[17~\e[18~\e[19~\e[20~\e[21~\e[23~\e[24~", "F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12")]
    [InlineData("\e[11~\e[12~\e[13~\e[14~", "F1 F2 F3 F4")]
    [InlineData("\e[[A\e[[B\e[[C\e[[D\e[[E", "F1 F2 F3 F4 F5")]
    [InlineData("\e[25~\e[34~", "F13 F20")]
    [InlineData("\e[1;5A\e[1;2P\e[15;2~\e[3;5~\e[7;5~\e[25;2~\eO5D\eO1;2P\e[5D", "Ctrl-Up Shift-F1 Shift-F5 Ctrl-Delete Ctrl-Home Shift-F13 Ctrl-Left Shift-F1 Ctrl-Left")]
    [InlineData("\e[Z\e[a\eOa\e[7^\e[7$\e[7@", "Shift-Tab Shift-Up Ctrl-Up Ctrl-Home Shift-Home Shift-Ctrl-Home")]
    [InlineData("\eOM\eOk\eOw", "Enter + Home")]
    [InlineData("\x9B" + "A", "Up")]
    [InlineData("\ea\eA\eé\e\r", "Alt-a Alt-A Alt-é Alt-Enter")]
    [InlineData("\e\e[A\e\eOB", "Alt-Up Alt-Down")]
    [InlineData("\e\eq", "Escape Alt-q")]
    [InlineData("\e\e\e[A", "Escape Alt-Up")]
    public void Keys_that_common_terminals_send_are_known(string sent, string keys) =>
        Assert.Equal(keys, string.Join(' ', RecordedInput.Of(Encoding.UTF8.GetBytes(sent))));

    [Theory]
    [InlineData("\e[0~")]
    [InlineData("\e[9~")]
    [InlineData("\e[10~")]
    [InlineData("\e[16~")]
    [InlineData("\e[22~")]
    [InlineData("\e[27~")]
    [InlineData("\e[30~")]
    [InlineData("\e[35~")]
    [InlineData("\e[59~")]
    [InlineData("\e[59;5~")]
    [InlineData("\e[3;17~")]
    [InlineData("\e[99999999999~")]
    [InlineData("\e[1;2;3~")]
    [InlineData("\e[201~")]
    [InlineData("\e[55296;1u")]
    [InlineData("\e[97;5u")]
    [InlineData("\e[97:65;2:3;97u")]
    [InlineData("\e[27;5;113~")]
    [InlineData("\eOO")]
    [InlineData("\e[O\e[I")]
    [InlineData("\e[?1;2c\e[>0;276;0c\e[=1c")]
    [InlineData("\e[24;80R\e[1;1R\e[0n\e[8;24;80t\e[?2026;1$y\e[4;1$y")]
    [InlineData("\e]10;rgb:ffff/ffff/ffff\a")]
    [InlineData("\e]52;c;cXFx\e\\")]
    [InlineData("\eP1+r544e=71\e\\")]
    [InlineData("\e_Gi=31;OK\e\\\e^q\e\\\eXq\e\\")]
    [InlineData("\u0090q\u009C\u009Dq\u009C\u009Eq\u009C\u009Fq\u009C\u0098q\u009C\u0084\u0085\u009C")]
    [InlineData("\u009D漢\u009C")]
    [InlineData("\e[<0;99999999999;1M\e[<2147483648;1;1M\e[<0;0;1M\e[<0;1M\e[<M")]
    [InlineData("\e[1;2;3;4;5;6;7;8;9q")]
    [InlineData("\e[M\"")]
    [InlineData("\e[[Z")]
    public void What_is_no_key_is_dropped(string sent) => Assert.Empty(RecordedInput.Of(Encoding.UTF8.GetBytes(sent)));

    [Fact]
    public void An_oversized_sequence_is_dropped_to_its_end()
    {
        string digits = new('1', 100_000);
        Assert.Equal(["q"], RecordedInput.Of(Encoding.UTF8.GetBytes($"\e[{digits};{digits}~q")));
        Assert.Equal(["q"], RecordedInput.Of(Encoding.UTF8.GetBytes($"\e]52;c;{digits}\aq")));
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, (byte)'q' })]
    [InlineData(new byte[] { 0xE6, 0xBC, (byte)'q' })]
    [InlineData(new byte[] { 0xC0, 0xAF, 0xFF, (byte)'q' })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80, (byte)'q' })]
    [InlineData(new byte[] { 0xF5, 0xA1, (byte)'q' })]
    public void What_is_no_character_is_dropped(byte[] sent) => Assert.Equal(["q"], RecordedInput.Of(sent));

    [Theory]
    [InlineData("\e[<0;10;5M", "mouse 0 at 9,4")]
    [InlineData("\e[<0;10;5m", "mouse 0 at 9,4 released")]
    [InlineData("\e[<65;1;1M", "mouse 65 at 0,0")]
    [InlineData("\e[M !!", "mouse 0 at 0,0")]
    [InlineData("\e[M#qq", "mouse 3 at 80,80 released")]
    [InlineData("\e[M`qq", "mouse 64 at 80,80")]
    public void The_mouse_is_known_in_its_new_and_its_old_form(string sent, string said) =>
        Assert.Equal([said], RecordedInput.Of(Encoding.UTF8.GetBytes(sent)));

    [Fact]
    public void A_lone_Esc_acts_after_50_ms()
    {
        Feed("\e");
        After(49);
        Assert.Empty(_recorded.Lines);
        Assert.Equal(1, _decoder.MillisecondsLeft(_now));

        After(1);
        Assert.Equal(["Escape"], _recorded.Lines);
        Assert.Equal(-1, _decoder.MillisecondsLeft(_now));
    }

    [Theory]
    [InlineData(10, "Down")]
    [InlineData(60, "Escape Down")]
    [InlineData(900, "Escape Down")]
    public void An_arrow_whose_bytes_come_slowly_is_the_arrow(int milliseconds, string keys)
    {
        foreach (string part in new[] { "\e", "[", "B" })
        {
            Feed(part);
            After(milliseconds);
        }

        Assert.Equal(keys, string.Join(' ', _recorded.Lines));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("O")]
    public void What_opens_a_sequence_behind_a_lone_Esc_is_never_a_key_and_that_is_said_each_time(string opener)
    {
        for (int turn = 0; turn < 2; turn++)
        {
            Feed("\e");
            After(3_600_000);
            Feed(opener);
            After(1000);
        }

        Feed(opener);
        Feed("q");
        Assert.Equal($"Escape dropped {opener} Escape dropped {opener} {opener} q", string.Join(' ', _recorded.Lines));
    }

    [Fact]
    public void What_opened_late_and_goes_on_with_no_key_is_dropped_and_said()
    {
        Feed("\e");
        After(60);
        Feed("[");
        After(60);
        Feed("q");

        Assert.Equal(["Escape", "dropped ["], _recorded.Lines);
    }

    [Theory]
    [InlineData("\eq", "Alt-q")]
    [InlineData("\eP", "")]
    [InlineData("\eé", "Alt-é")]
    public void What_comes_together_with_Esc_belongs_to_it(string text, string keys)
    {
        Feed(text);

        Assert.Equal(keys, string.Join(' ', _recorded.Lines));
    }

    [Theory]
    [InlineData("q", "Escape q")]
    [InlineData("P", "Escape P")]
    [InlineData("]", "Escape ]")]
    [InlineData("é", "Escape é")]
    [InlineData("\r", "Escape Enter")]
    [InlineData("jj", "Escape j j")]
    public void Esc_and_what_is_typed_right_behind_it_are_two_keys(string next, string keys)
    {
        Feed("\e");
        Feed(next);

        Assert.Equal(keys, string.Join(' ', _recorded.Lines));
    }

    [Fact]
    public void Two_Escs_and_a_letter_that_are_typed_are_three_keys()
    {
        Feed("\e");
        Feed("\e");
        Feed("q");

        Assert.Equal(["Escape", "Escape", "q"], _recorded.Lines);
    }

    [Fact]
    public void While_an_answer_may_come_a_character_is_taken_for_its_beginning()
    {
        _decoder.ExpectAnswers(_now);
        Feed("\e");
        After(40);
        Feed("k");
        After(InputDecoder.AnswersMilliseconds);
        Feed("\e");
        After(60);
        Feed("]");

        Assert.Equal(["Alt-k", "Escape", "]"], _recorded.Lines);
    }

    [Theory]
    [InlineData("\e[200~some text", "paste some text")]
    [InlineData("\e[200~some text\e[20", "paste some text")]
    [InlineData("\e[200~", "")]
    [InlineData("\e[1;5", "")]
    [InlineData("\e]0;title", "")]
    [InlineData("\ePq#0", "")]
    [InlineData("\e[M !", "")]
    [InlineData("\e[[", "")]
    [InlineData("\xE6\xBC", "")]
    public void After_a_second_of_silence_what_did_not_end_is_over_and_keys_act(string unfinished, string made)
    {
        Feed(Encoding.Latin1.GetBytes(unfinished));
        After(999);
        Assert.Empty(_recorded.Lines);
        After(1);
        Feed("q");

        Assert.Equal(made.Length > 0 ? [made, "q"] : ["q"], _recorded.Lines);
    }

    [Theory]
    [InlineData("\e[200~qq\e[201~", "qq")]
    [InlineData("\e[200~a\rb\nc\td\x7F\u0085e\e[201~", "abcde")]
    [InlineData("\e[200~\e[A\e\e[20\e[201~", "[A[20")]
    [InlineData("\e[200~漢é😀\e[201~", "漢é😀")]
    public void Pasted_text_has_no_control_characters(string sent, string text) =>
        Assert.Equal([$"paste {text}", "q"], RecordedInput.Of(Encoding.UTF8.GetBytes(sent + "q")));

    [Fact]
    public void Of_a_paste_without_bound_no_more_is_kept_than_an_answer_can_have()
    {
        List<string> lines = RecordedInput.Of(Encoding.UTF8.GetBytes($"\e[200~{new string('x', 1_000_000)}\e[201~q"));

        Assert.Equal(["paste ".Length + PastedText.MostBytes, 1], lines.Select(line => line.Length));
    }

    [Fact]
    public void A_string_that_is_a_key_and_begins_another_waits_for_it()
    {
        var table = new KeyTable(new Dictionary<byte[], TerminalKey>
        {
            ["\eH"u8.ToArray()] = TerminalKey.Of(NamedKey.Home),
            ["\eH\eA"u8.ToArray()] = TerminalKey.Function(1),
        });

        Assert.Equal(["Home"], RecordedInput.Of("\eH"u8, table));
        Assert.Equal(["F1"], RecordedInput.Of("\eH\eA"u8, table));
        Assert.Equal(["Home", "Up", "Home", "q", "Home", "Home"], RecordedInput.Of("\eH\e[A\eHq\eH\eH"u8, table));
    }

    [Fact]
    public void Another_sequence_begins_where_Esc_comes_within_one()
    {
        Assert.Equal(["Up", "Down", "q"], RecordedInput.Of("\e[1;\e[A\e]0;x\e[B\e[3\x18q"u8));
        Assert.Equal(["Enter", "é"], RecordedInput.Of("\e[1\r\eOé"u8));
    }

    [Theory]
    [InlineData("\e]11;rgb:1c1c/2d2d/ffff\e\\", "background 1C2DFF")]
    [InlineData("\e]11;rgb:1c1c/2d2d/ffff\a", "background 1C2DFF")]
    [InlineData("\u009D11;rgb:1c/2D/ff\u009C", "background 1C2DFF")]
    [InlineData("\e]11;rgb:f/0/8\a", "background FF0088")]
    [InlineData("\e]11;rgb:fff/000/800\a", "background FF007F")]
    [InlineData("\e]11;rgba:ffff/0000/8080/ffff\a", "background FF0080")]
    [InlineData("\e]11;#1c2dff\a", "background 1C2DFF")]
    [InlineData("\e]11;#1c1c2d2dffff\a", "background 1C2DFF")]
    [InlineData("\e]11;?\a")]
    [InlineData("\e]11;\a")]
    [InlineData("\e]11;rgb:\a")]
    [InlineData("\e]11;rgb:1c1c/2d2d\a")]
    [InlineData("\e]11;rgb:1c1c/2d2d/ffff/0000\a")]
    [InlineData("\e]11;rgb:1c1c1/2d2d/ffff\a")]
    [InlineData("\e]11;rgb:1c1c//ffff\a")]
    [InlineData("\e]11;rgb:qqqq/2d2d/ffff\a")]
    [InlineData("\e]11;rgb:1c1c/2d2d/ffffé\a")]
    [InlineData("\e]11;#1c2d\a")]
    [InlineData("\e]11;#\a")]
    [InlineData("\e]11;rgb:1c1c/2d2d/ffff\x18")]
    [InlineData("\e]10;rgb:1c1c/2d2d/ffff\a")]
    [InlineData("\e]111;rgb:1c1c/2d2d/ffff\a")]
    [InlineData("\eP11;rgb:1c1c/2d2d/ffff\e\\")]
    public void The_background_that_was_asked_for_is_understood_and_anything_else_is_dropped(string sent, string? said = null)
    {
        _decoder.ExpectAnswers(_now);

        Feed(sent + "q");

        Assert.Equal(said is null ? ["q"] : [said, "q"], _recorded.Lines);
    }

    [Fact]
    public void A_background_that_was_not_asked_for_is_dropped_and_so_is_one_after_the_last_answer()
    {
        Feed("\e]11;rgb:1c1c/2d2d/ffff\a\e[?62c");
        Assert.Empty(_recorded.Lines);

        _decoder.ExpectAnswers(_now);
        Feed("\e[?62;1;2;6;9;15;22c\e]11;rgb:1c1c/2d2d/ffff\a\e[?62c");

        Assert.Equal(["end of answers"], _recorded.Lines);
    }

    [Theory]
    [InlineData(200, "\e\\")]
    [InlineData(200, "\a")]
    [InlineData(60, "\e\\")]
    public void An_answer_that_is_split_anywhere_is_understood_and_nothing_of_it_is_a_key(int milliseconds, string end)
    {
        string answer = $"\e]11;rgb:1c1c/2d2d/ffff{end}\e[?62;22c";
        for (int at = 1; at < answer.Length; at++)
        {
            var recorded = new RecordedInput();
            var decoder = new InputDecoder(KeyTable.Empty, recorded);
            decoder.ExpectAnswers(0);
            decoder.Feed(Encoding.UTF8.GetBytes(answer[..at]), 10);
            decoder.Wait(10 + milliseconds);
            decoder.Feed(Encoding.UTF8.GetBytes(answer[at..]), 10 + milliseconds);

            Assert.Equal(["background 1C2DFF", "end of answers"], recorded.Lines);
        }
    }

    [Fact]
    public void An_answer_that_comes_byte_by_byte_and_late_is_understood_and_nothing_of_it_is_a_key()
    {
        _decoder.ExpectAnswers(_now);
        After(20_000);
        Feed("\e]");
        foreach (char value in "11;rgb:1c1c/2d2d/ffff\e\\")
        {
            After(900);
            Feed(value.ToString());
        }

        Assert.Equal(["background 1C2DFF"], _recorded.Lines);
    }

    [Fact]
    public void An_answer_that_stops_in_the_middle_for_two_seconds_goes_on_and_one_that_never_ends_is_dropped()
    {
        _decoder.ExpectAnswers(_now);
        Feed("\e]11;rgb:1c1c/");
        After(2000);
        Feed("2d2d/ffff\a");
        Assert.Equal(["background 1C2DFF"], _recorded.Lines);

        Feed("\e]11;rgb:1c1c/");
        After(InputDecoder.AnswersMilliseconds);
        Feed("q");
        Assert.Equal(["background 1C2DFF", "q"], _recorded.Lines);
    }

    [Fact]
    public void What_cannot_belong_to_an_answer_is_a_key_where_the_answer_stopped_in_the_middle()
    {
        _decoder.ExpectAnswers(_now);
        Feed("\e]11;rgb:ffff/ff");
        After(InputDecoder.EscapeMilliseconds);
        Feed("q");
        Feed("h");

        Assert.Equal(["q", "h"], _recorded.Lines);
    }

    [Fact]
    public void What_cannot_belong_to_an_answer_is_no_key_where_it_comes_with_it()
    {
        _decoder.ExpectAnswers(_now);
        Feed("\e]11;rgb:ffff/qq");
        Feed("qq\a");

        Assert.Empty(_recorded.Lines);
    }

    [Fact]
    public void The_beginning_of_an_answer_that_Esc_was_taken_from_is_dropped()
    {
        _decoder.ExpectAnswers(_now);
        Feed("\e");
        After(InputDecoder.AnswerMilliseconds);
        Feed("]11;rgb:1c1c/2d2d/ffff\a");

        Assert.Equal(["Escape", "background 1C2DFF"], _recorded.Lines);
    }

    [Fact]
    public void A_lone_Esc_waits_longer_while_an_answer_may_come_and_no_longer_than_that()
    {
        _decoder.ExpectAnswers(_now);
        Feed("\e");
        After(InputDecoder.EscapeMilliseconds);
        Assert.Empty(_recorded.Lines);
        After(InputDecoder.AnswerMilliseconds - InputDecoder.EscapeMilliseconds);
        Assert.Equal(["Escape"], _recorded.Lines);

        Feed("\e[?62c\e");
        After(InputDecoder.EscapeMilliseconds);
        Assert.Equal(["Escape", "end of answers", "Escape"], _recorded.Lines);

        _decoder.ExpectAnswers(_now);
        After(InputDecoder.AnswersMilliseconds);
        Feed("\e");
        After(InputDecoder.EscapeMilliseconds);
        Assert.Equal(4, _recorded.Lines.Count);
        Feed("]");
        Assert.Equal("]", _recorded.Lines[^1]);
    }

    [Fact]
    public void Each_question_has_a_last_answer_of_its_own()
    {
        _decoder.ExpectAnswers(_now);
        _decoder.ExpectAnswers(_now);

        Feed("\e]11;rgb:00/00/00\a\e[?62c\e]11;rgb:ff/ff/ff\a\e[?62c\e]11;rgb:00/00/00\a\e[?62c");

        Assert.Equal(["background 000000", "end of answers", "background FFFFFF", "end of answers"], _recorded.Lines);
    }

    private void Feed(string text) => Feed(Encoding.UTF8.GetBytes(text));

    private void Feed(byte[] bytes) => _decoder.Feed(bytes, _now);

    private void After(int milliseconds)
    {
        _now += milliseconds;
        _decoder.Wait(_now);
    }
}
