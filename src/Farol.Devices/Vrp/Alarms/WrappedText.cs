using System.Text;

namespace Farol.Devices.Vrp.Alarms;

/// <summary>
/// Joins a text that the router has cut at a fixed width, in the middle of words. A piece that is one shorter than the width ended in a blank,
/// which files lose at the end of a line.
/// </summary>
internal sealed class WrappedText
{
    private const int MaxLength = 16_384;
    private readonly List<string> _pieces = [];
    private int _length;

    /// <summary>The longest piece but the last, which alone may be short.</summary>
    public int Width { get; private set; }

    public void Add(ReadOnlySpan<char> piece)
    {
        if (piece.IsEmpty || _length + piece.Length > MaxLength)
        {
            return;
        }

        if (_pieces.Count > 0)
        {
            Width = Math.Max(Width, _pieces[^1].Length);
        }

        _pieces.Add(piece.ToString());
        _length += piece.Length;
    }

    /// <param name="width">How many characters a full line holds.</param>
    public string? Join(int width)
    {
        if (_pieces.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder(_length + _pieces.Count);
        for (var i = 0; i < _pieces.Count; i++)
        {
            text.Append(_pieces[i]);
            if (i < _pieces.Count - 1 && _pieces[i].Length == width - 1 && !_pieces[i + 1].StartsWith(' '))
            {
                text.Append(' ');
            }
        }

        return text.ToString().Trim();
    }
}
