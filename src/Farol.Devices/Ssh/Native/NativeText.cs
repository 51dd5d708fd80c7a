using System.Security.Cryptography;
using System.Text;

namespace Farol.Devices.Ssh.Native;

/// <summary>A text as C reads it (UTF-8, NUL at the end), in memory that does not move and is cleared afterwards.</summary>
internal sealed class NativeText : IDisposable
{
    private readonly byte[] _bytes;

    public NativeText(string text)
    {
        _bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(text) + 1, pinned: true);
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    public ReadOnlySpan<byte> Bytes => _bytes;

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
