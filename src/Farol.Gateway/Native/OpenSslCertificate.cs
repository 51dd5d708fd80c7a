using System.Runtime.InteropServices;
using System.Text;

namespace Farol.Gateway.Native;

/// <summary>A certificate with its chain and private key, as OpenSSL holds them. Connections take references of their own.</summary>
internal sealed unsafe partial class OpenSslCertificate : SafeHandle
{
    private nint _key;
    private nint _chain;

    internal OpenSslCertificate()
        : base(0, true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Reads PEM: the first certificate is the server's own, the others its chain.</summary>
    /// <exception cref="OpenSslException">The text cannot be read, or key and certificate do not belong together.</exception>
    public static OpenSslCertificate Read(ReadOnlySpan<byte> certificatePem, ReadOnlySpan<byte> keyPem, string? passphrase)
    {
        var made = new OpenSslCertificate();
        try
        {
            made.ReadCertificates(certificatePem);
            made.ReadKey(keyPem, passphrase);
            if (OpenSslCrypto.CheckPrivateKey(made.handle, made._key) != 1)
            {
                OpenSslCrypto.ClearErrors();
                throw new OpenSslException(OpenSslSubject.KeyMatch, "the private key does not belong to the first certificate");
            }

            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    public bool UseIn(OpenSslContext context) => Succeeded(OpenSsl.ContextUseCertificate(context.DangerousGetHandle(), handle, _key, _chain, 1));

    internal bool UseIn(nint ssl) => Succeeded(OpenSsl.UseCertificate(ssl, handle, _key, _chain, 1));

    internal static byte[] Encode(nint certificate)
    {
        var bytes = new byte[Math.Max(0, OpenSslCrypto.EncodeCertificate(certificate, null))];
        fixed (byte* first = bytes)
        {
            var into = first;
            _ = OpenSslCrypto.EncodeCertificate(certificate, &into);
        }

        return bytes;
    }

    protected override bool ReleaseHandle()
    {
        OpenSslCrypto.FreeCertificate(handle);
        OpenSslCrypto.FreeKey(_key);
        FreeChain();
        return true;
    }

    private static bool Succeeded(int result)
    {
        if (result == 1)
        {
            return true;
        }

        OpenSslCrypto.ClearErrors();
        return false;
    }

    private void ReadCertificates(ReadOnlySpan<byte> pem)
    {
        fixed (byte* bytes = pem)
        {
            var reader = OpenSslCrypto.MemoryReader(bytes, pem.Length);
            try
            {
                handle = OpenSslCrypto.ReadCertificate(reader, 0, 0, null);
                if (handle == 0)
                {
                    throw new OpenSslException(OpenSslSubject.Certificate, OpenSslFailure.Take().Text);
                }

                _chain = OpenSslCrypto.NewStack();
                for (nint next; (next = OpenSslCrypto.ReadCertificate(reader, 0, 0, null)) != 0;)
                {
                    _ = OpenSslCrypto.Push(_chain, next);
                }

                OpenSslCrypto.ClearErrors();
            }
            finally
            {
                _ = OpenSslCrypto.FreeReader(reader);
            }
        }
    }

    private void ReadKey(ReadOnlySpan<byte> pem, string? passphrase)
    {
        // An empty passphrase rather than none: without one OpenSSL asks at the terminal.
        var secret = Encoding.UTF8.GetBytes((passphrase ?? "") + '\0');
        fixed (byte* bytes = pem)
        fixed (byte* text = secret)
        {
            var reader = OpenSslCrypto.MemoryReader(bytes, pem.Length);
            _key = OpenSslCrypto.ReadPrivateKey(reader, 0, 0, text);
            _ = OpenSslCrypto.FreeReader(reader);
        }

        Array.Clear(secret);
        if (_key == 0)
        {
            throw new OpenSslException(OpenSslSubject.Key, OpenSslFailure.Take().Text);
        }
    }

    private void FreeChain()
    {
        if (_chain == 0)
        {
            return;
        }

        for (nint next; (next = OpenSslCrypto.Pop(_chain)) != 0;)
        {
            OpenSslCrypto.FreeCertificate(next);
        }

        OpenSslCrypto.FreeStack(_chain);
        _chain = 0;
    }
}
