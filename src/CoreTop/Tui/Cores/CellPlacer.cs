using System.Collections.Immutable;

namespace CoreTop.Tui.Cores;

/// <summary>Places one cell a CPU, or for several CPUs: nodes and their caches in columns over the whole width.</summary>
internal sealed class CellPlacer
{
    private const int GapOfCaches = 2, GapOfNodes = 3;

    // A part of a cache that is too wide for a row has a number of cells that is easily counted.
    private const int Step = 8;

    private readonly ImmutableArray<CoreGroup> _nodes;
    private readonly int _width;
    private readonly int _maxHeight;
    private readonly int _siblings;
    private readonly int _numberWidth;
    private readonly int _nameWidth;

    /// <param name="nodes">The nodes with their caches as parts.</param>
    /// <param name="width">The panel's columns.</param>
    /// <param name="maxHeight">The most rows it may take.</param>
    public CellPlacer(ImmutableArray<CoreGroup> nodes, int width, int maxHeight)
    {
        (_nodes, _width, _maxHeight) = (nodes, width, maxHeight);
        _siblings = nodes.Max(node => node.Siblings);
        _numberWidth = nodes.Max(node => node.Cpus.Last!.Value.ToString().Length) + 1;
        _nameWidth = nodes.Any(node => node.Parts.Length > 1)
            ? nodes.Max(node => node.Parts.Max(part => part.NameIn(node).Length)) + 1
            : 0;
    }

    /// <summary>The forms for one cell a CPU, the largest first.</summary>
    /// <param name="isSmall">Only those without blanks between the cells.</param>
    public IEnumerable<CellForm> Forms(bool isSmall)
    {
        bool isStacked = CanStack;
        foreach (int stride in isSmall ? [1] : new[] { 3, 2, 1 })
        {
            if (!isSmall)
            {
                yield return new CellForm(stride, IsStacked: isStacked, HasHeaders: true, MarksEach: true);
                yield return new CellForm(stride, IsStacked: isStacked, HasHeaders: true);
            }

            yield return new CellForm(stride, IsStacked: isStacked);
        }

        if (_siblings > 1)
        {
            yield return new CellForm(1, HasPairs: true, HasHeaders: true);
            yield return new CellForm(1, HasPairs: true);
            yield return new CellForm(1, HasHeaders: true, MarksEach: true);
        }

        yield return new CellForm(1, HasHeaders: true);
        yield return new CellForm(1);
    }

    /// <summary>The forms in which CPUs share a cell, the fewest first: siblings, then whole cores.</summary>
    public IEnumerable<CellForm> SharedForms()
    {
        int most = _nodes.Max(node => node.Parts.Max(part => part.Slots));
        for (int share = Math.Max(2, _siblings); share < 2 * most; share *= 2)
        {
            foreach (int stride in new[] { 2, 1 })
            {
                yield return new CellForm(stride, share, HasHeaders: true);
                yield return new CellForm(stride, share);
            }
        }
    }

    /// <summary>Cells in this form, as low as they can be; null where they do not fit in the width.</summary>
    public CorePanelLayout? Place(CellForm form)
    {
        CorePanelLayout? lowest = null;
        for (int abreast = 1; abreast <= (form.HasHeaders ? _nodes.Length : 1); abreast++)
        {
            if (Place(form, abreast) is { } placed && (lowest is null || placed.Lines.Length < lowest.Lines.Length))
            {
                lowest = placed;
            }
        }

        return lowest;
    }

    // Siblings of different cores must not look like those of one.
    private bool CanStack => _siblings > 1 && !_nodes.Any(node => node.Items.Any(item => item.IsEfficiency));

    private CorePanelLayout? Place(CellForm form, int abreast)
    {
        int labelWidth = _nodes.Max(node => node.Label.Length);
        int left = form.HasHeaders ? (labelWidth > 0 ? 1 : 0) : labelWidth + (labelWidth > 0 ? 1 : 0);
        int sumWidth = form.HasHeaders ? 0 : _nodes.Max(CoreSummary.WidthOf);
        int nodeWidth = _width / abreast;
        int mark = _numberWidth + (form.MarksEach ? _nameWidth : 0);
        int room = nodeWidth - (abreast > 1 ? GapOfNodes : 0) - left - sumWidth - (form.MarksEach ? 0 : mark);
        int across = form.IsStacked ? _siblings : form.Share;
        int most = _nodes.Max(node => node.Parts.Max(part => Rows(part.Slots, across)));
        int cells = CellsInPiece(form, most, room - (form.MarksEach ? mark : 0));
        if (cells == 0)
        {
            return null;
        }

        int piece = (form.MarksEach ? mark : 0) + form.Width(cells, _siblings);
        int pieces = _nodes.Max(node => node.Parts.Sum(part => Rows(Rows(part.Slots, across), cells)));
        int perRow = Math.Clamp((room + GapOfCaches) / (piece + GapOfCaches), 1, pieces);
        perRow = Rows(pieces, Rows(pieces, perRow));
        int pitch = perRow == 1 ? 0 : (room + GapOfCaches) / perRow;
        var plan = new Plan(form, cells, perRow, pitch, left, mark, nodeWidth, sumWidth);
        var lines = new LineBuilder();
        for (int node = 0; node < _nodes.Length; node++)
        {
            int top = node % abreast == 0 ? lines.Count : lines.LastTop;
            AddNode(lines, plan, _nodes[node], node % abreast * nodeWidth, top);
        }

        return new CorePanelLayout(_nodes, lines.Build(), _maxHeight) { Form = form };
    }

    // A whole cache or, where that does not fit, an even part of it; 0 where not even a small part fits.
    private int CellsInPiece(CellForm form, int most, int room)
    {
        if (form.Width(most, _siblings) <= room)
        {
            return most;
        }

        int fitting = most / Step * Step;
        while (fitting > 0 && form.Width(fitting, _siblings) > room)
        {
            fitting -= Step;
        }

        return fitting == 0 ? 0 : Rows(Rows(most, Rows(most, fitting)), Step) * Step;
    }

    private void AddNode(LineBuilder lines, in Plan plan, CoreGroup node, int x, int top)
    {
        lines.LastTop = top;
        int y = top;
        if (plan.Form.HasHeaders && node.Label.Length > 0)
        {
            lines.Mark(y++, new CoreMark(x, node.Label, node, plan.NodeWidth - 1));
        }
        else if (!plan.Form.HasHeaders)
        {
            lines.Mark(y, new CoreMark(x, node.Label, Sum: null, node.Label.Length));
        }

        int firstRow = y, index = 0, rows = plan.Form.IsStacked ? _siblings : 1;
        foreach (CoreGroup part in node.Parts)
        {
            int cells = Rows(part.Slots, plan.Form.IsStacked ? _siblings : plan.Form.Share);
            for (int first = 0; first < cells; first += plan.Cells, index++)
            {
                int at = x + plan.Left + (index % plan.PerRow * plan.Pitch) + (plan.Form.MarksEach ? 0 : plan.Mark);
                y = firstRow + (index / plan.PerRow * rows);
                string name = plan.Form.MarksEach && _nameWidth > 0 && first == 0 ? part.NameIn(node) : string.Empty;
                bool isMarked = plan.Form.MarksEach || index % plan.PerRow == 0;
                for (int row = 0; row < rows; row++)
                {
                    AddRow(lines, plan, part, new Piece(at, y + row, first, row, isMarked, row == 0 ? name : string.Empty));
                }
            }
        }

        if (!plan.Form.HasHeaders)
        {
            lines.Mark(firstRow, new CoreMark(x + plan.NodeWidth - plan.SumWidth, string.Empty, node, plan.SumWidth));
        }
    }

    private void AddRow(LineBuilder lines, in Plan plan, CoreGroup part, in Piece piece)
    {
        CellForm form = plan.Form;
        int x = piece.X + (form.MarksEach ? plan.Mark : 0);
        bool isFirst = true;
        foreach (CoreItem item in Cells(part, form, piece.Row))
        {
            int cell = form.IsStacked ? item.Slot / _siblings : item.Slot / form.Share;
            if (cell < piece.FirstCell || cell >= piece.FirstCell + plan.Cells)
            {
                continue;
            }

            if (isFirst && piece.IsMarked)
            {
                if (piece.Name.Length > 0)
                {
                    lines.Mark(piece.Y, new CoreMark(x - plan.Mark, piece.Name, Sum: null, _nameWidth));
                }

                lines.Mark(piece.Y, new CoreMark(x - 1 - item.Number.Length, item.Number, Sum: null, item.Number.Length));
            }

            isFirst = false;
            lines.Add(new PlacedCoreItem(item, x + form.Offset(cell - piece.FirstCell, _siblings), piece.Y));
        }
    }

    private IEnumerable<CoreItem> Cells(CoreGroup part, CellForm form, int row) =>
        form.IsStacked ? part.Items.Where(item => item.Slot % _siblings == row)
        : form.Share == 1 ? part.Items
        : part.Items.GroupBy(item => item.Slot / form.Share).Select(CoreItem.Shared);

    private static int Rows(int count, int perRow) => (count + perRow - 1) / perRow;

    private readonly record struct Plan(
        CellForm Form, int Cells, int PerRow, int Pitch, int Left, int Mark, int NodeWidth, int SumWidth);

    private readonly record struct Piece(int X, int Y, int FirstCell, int Row, bool IsMarked, string Name);

    private sealed class LineBuilder
    {
        private readonly List<(List<PlacedCoreItem> Items, List<CoreMark> Marks)> _lines = [];

        public int Count => _lines.Count;

        public int LastTop { get; set; }

        public void Add(PlacedCoreItem placed) => Line(placed.Y).Items.Add(placed);

        public void Mark(int y, CoreMark mark) => Line(y).Marks.Add(mark);

        public ImmutableArray<CoreLine> Build() =>
        [
            .. _lines.Select(line => new CoreLine(
                Group: null, [.. line.Items], [.. line.Marks.Where(mark => mark.Width > 0).OrderBy(mark => mark.X)])),
        ];

        private (List<PlacedCoreItem> Items, List<CoreMark> Marks) Line(int y)
        {
            while (_lines.Count <= y)
            {
                _lines.Add(([], []));
            }

            return _lines[y];
        }
    }
}
