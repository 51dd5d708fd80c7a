using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Farol.Gateway.Native;

/// <summary>What OpenSSL asks during a handshake. No exception may pass through it: every answer is a value.</summary>
internal static unsafe class OpenSslCallbacks
{
    private const int ProtocolChosen = 0;
    private const int ProtocolRefused = 2;
    private const int VectorLength = 16;

    private static readonly byte[] _challengeProtocol = "acme-tls/1"u8.ToArray();
    private static readonly nint _ticketCipher = Fetch("AES-256-CBC\0"u8);

    /// <summary>SSL_CTX_set_cert_cb(3): not called when a session is resumed. 1 goes on, 0 ends the handshake.</summary>
    [UnmanagedCallersOnly]
    public static int ChooseCertificate(nint ssl, nint argument)
    {
        if (OpenSsl.GetData(ssl, 0) != 0)
        {
            return 1;
        }

        var chosen = Policy(argument).Choose(OpenSslStream.ServerName(ssl));
        if (chosen is null)
        {
            return 1;
        }

        OpenSsl.ClearCertificates(ssl);
        foreach (var certificate in chosen)
        {
            if (!certificate.UseIn(ssl))
            {
                return 0;
            }
        }

        return 1;
    }

    /// <summary>SSL_CTX_set_client_hello_cb(3): an ACME server offers exactly one protocol (RFC 8737, 3) and gets the challenge's certificate.</summary>
    [UnmanagedCallersOnly]
    public static int AnswerChallenge(nint ssl, int* alert, nint argument)
    {
        byte* bytes;
        nuint length;
        if (OpenSsl.ClientHelloExtension(ssl, OpenSsl.ExtensionApplicationProtocols, &bytes, &length) == 0)
        {
            return 1;
        }

        var offered = new ReadOnlySpan<byte>(bytes, (int)length);
        if (offered.Length != 3 + _challengeProtocol.Length || !offered[3..].SequenceEqual(_challengeProtocol))
        {
            return 1;
        }

        const uint serverName = 0;
        if (OpenSsl.ClientHelloExtension(ssl, serverName, &bytes, &length) == 1
            && Policy(argument).Challenge(HostName(new ReadOnlySpan<byte>(bytes, (int)length))) is { } certificate)
        {
            OpenSsl.ClearCertificates(ssl);
            _ = OpenSsl.SetData(ssl, 0, 1);
            return certificate.UseIn(ssl) ? 1 : 0;
        }

        return 1;
    }

    /// <summary>SSL_CTX_set_alpn_select_cb(3). The answer points into the client's list, which OpenSSL allows.</summary>
    [UnmanagedCallersOnly]
    public static int SelectProtocol(nint ssl, byte** chosen, byte* chosenLength, byte* offered, uint offeredLength, nint argument)
    {
        var challenge = OpenSsl.GetData(ssl, 0) != 0;
        ReadOnlySpan<byte> wanted = challenge ? "\nacme-tls/1"u8 : Policy(argument).Protocols;
        for (; wanted.Length > 0; wanted = wanted[(1 + wanted[0])..])
        {
            for (var i = 0u; i < offeredLength; i += 1u + offered[i])
            {
                if (offered[i] == wanted[0] && new ReadOnlySpan<byte>(offered + i + 1, offered[i]).SequenceEqual(wanted.Slice(1, wanted[0])))
                {
                    *chosen = offered + i + 1;
                    *chosenLength = offered[i];
                    return ProtocolChosen;
                }
            }
        }

        return ProtocolRefused;
    }

    /// <summary>
    /// SSL_CTX_set_tlsext_ticket_key_evp_cb(3): AES-256-CBC and HMAC-SHA256. 0: no such key, do a full handshake; 1: go on; 2: go on and
    /// give the client a new ticket, because the key is no longer the current one.
    /// </summary>
    [UnmanagedCallersOnly]
    public static int SealTicket(nint ssl, byte* keyName, byte* vector, nint cipher, nint authentication, int encrypt)
    {
        var policy = Policy(OpenSsl.ContextGetData(OpenSsl.GetContext(ssl), 0));
        var name = new Span<byte>(keyName, OpenSslTicketKey.NameLength);
        var current = policy.CurrentTicketKey();
        var key = current;
        if (encrypt == 1)
        {
            current.Name.CopyTo(name);
            RandomNumberGenerator.Fill(new Span<byte>(vector, VectorLength));
        }
        else
        {
            key = policy.FindTicketKey(name);
        }

        if (key is null || !Initialise(key, vector, cipher, authentication, encrypt))
        {
            return 0;
        }

        return encrypt == 1 || ReferenceEquals(key, current) ? 1 : 2;
    }

    private static bool Initialise(OpenSslTicketKey key, byte* vector, nint cipher, nint authentication, int encrypt)
    {
        fixed (byte* secret = key.CipherKey)
        fixed (byte* authenticator = key.AuthenticationKey)
        fixed (byte* keyField = "key\0"u8)
        fixed (byte* digestField = "digest\0"u8)
        fixed (byte* digest = "SHA256\0"u8)
        {
            var parameters = stackalloc OpenSslParameter[3];
            parameters[0] = new OpenSslParameter { Name = keyField, Type = OpenSslParameter.Bytes, Value = authenticator, Length = OpenSslTicketKey.SecretLength };
            parameters[1] = new OpenSslParameter { Name = digestField, Type = OpenSslParameter.Text, Value = digest, Length = 6 };
            parameters[2] = default;
            return OpenSslCrypto.SetMacParameters(authentication, parameters) == 1
                && OpenSslCrypto.InitCipher(cipher, _ticketCipher, 0, secret, vector, encrypt) == 1;
        }
    }

    /// <summary>The first name of a server name extension (RFC 6066, 3): list length, type 0, name length, name.</summary>
    private static ReadOnlySpan<byte> HostName(ReadOnlySpan<byte> extension)
    {
        if (extension.Length < 5 || extension[2] != 0)
        {
            return default;
        }

        var length = extension[3] << 8 | extension[4];
        return length <= extension.Length - 5 ? extension.Slice(5, length) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static IOpenSslServerPolicy Policy(nint argument) => Unsafe.As<IOpenSslServerPolicy>(GCHandle.FromIntPtr(argument).Target!);

    private static nint Fetch(ReadOnlySpan<byte> name)
    {
        fixed (byte* text = name)
        {
            return OpenSslCrypto.FetchCipher(0, text, null);
        }
    }
}
