using System.Text;

namespace Farol.Gateway.Sampling;

/// <summary>A copy of a client's bytes, cut where they are longer than there is room.</summary>
internal sealed class CutText(int maxBytes)
{
    private readonly byte[] _bytes = new byte[maxBytes];
    private int _length;
    private bool _isCut;

    public void Set(ReadOnlySpan<byte> text)
    {
        _isCut = text.Length > _bytes.Length;
        _length = Math.Min(text.Length, _bytes.Length);
        text[.._length].CopyTo(_bytes);
    }

    /// <summary>Bytes that are not ASCII are Latin-1, as in the access log: HTTP gives them no other meaning.</summary>
    public override string ToString() => Encoding.Latin1.GetString(_bytes, 0, _length) + (_isCut ? "…" : "");
}
