using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Farol.Gateway.Native;

namespace Farol.Gateway.Tls;

/// <summary>
/// TLS over a non-blocking socket, either side. Reading gives at most a record at a time: after a readiness event read until
/// <see cref="Transport.WouldBlock"/>. A write that would block must be tried again with the same bytes in front, as with any socket; they may have moved
/// and may be cut differently.
/// </summary>
internal sealed class TlsTransport : Transport
{
    /// <summary>The most plain bytes of a record (RFC 8446, 5.1).</summary>
    private const int MaxRecordBytes = 16384;

    /// <summary>A server that gives tickets does so with its first bytes.</summary>
    private const int MaxSessionLooks = 4;

    [ThreadStatic]
    private static byte[]? _joined;

    private readonly OpenSslContext _context;
    private readonly TlsCounters _counters;
    private readonly TlsClientSide? _client;
    private readonly int _descriptor;
    private nint _ssl;
    private bool _established;
    private bool _failed;
    private bool _drained;
    private int _sessionLooks;
    private bool _closeNotifySent;

    /// <summary>Plain bytes of a record that is sealed but that the socket has not taken.</summary>
    private int _sealedBytes;

    /// <summary>Bytes that went out with a sealed record before the caller handed them in again.</summary>
    private int _aheadBytes;

    private TlsTransport(OpenSslContext context, nint ssl, int descriptor, TlsCounters counters, TlsClientSide? client)
    {
        _context = context;
        _ssl = ssl;
        _descriptor = descriptor;
        _counters = counters;
        _client = client;
    }

    public override bool HasPendingRead => !_drained && _ssl != 0 && OpenSsl.HasPending(_ssl) == 1;

    /// <summary>A read could not go on before something was sent (a change of keys): read again when the socket takes bytes.</summary>
    public bool ReadWaitsForWrite { get; private set; }

    /// <summary>The peer closed the socket without saying so in TLS: what came may be cut off.</summary>
    public bool WasTruncated { get; private set; }

    public HandshakeFailure Failure { get; private set; }

    /// <summary>Why the handshake failed, in a few words without secrets; null while it has not.</summary>
    public string? FailureText { get; private set; }

    public ApplicationProtocol Protocol => OpenSslStream.SelectedProtocol(_ssl) switch
    {
        [] => ApplicationProtocol.None,
        [(byte)'h', (byte)'2'] => ApplicationProtocol.Http2,
        [(byte)'a', ..] => ApplicationProtocol.AcmeChallenge,
        _ => ApplicationProtocol.Http11,
    };

    public bool IsResumed => _ssl != 0 && OpenSsl.SessionReused(_ssl) == 1;

    public TlsVersion Version => _ssl == 0 ? default : (TlsVersion)OpenSsl.Version(_ssl);

    public string Cipher => OpenSslStream.CipherName(_ssl);

    /// <summary>The host that the client asked for, or null.</summary>
    public string? ServerName => OpenSslStream.ServerName(_ssl) is { Length: > 0 } name ? Encoding.ASCII.GetString(name) : null;

    public override HandshakeOutcome Handshake()
    {
        if (_failed || _ssl == 0)
        {
            return HandshakeOutcome.Failed;
        }

        switch (OpenSslStream.Handshake(_ssl))
        {
            case OpenSsl.ErrorNone:
                _established = true;
                _counters.CountCompleted(IsResumed);
                return HandshakeOutcome.Done;
            case OpenSsl.ErrorWantRead:
                return HandshakeOutcome.WantRead;
            case OpenSsl.ErrorWantWrite:
                return HandshakeOutcome.WantWrite;
            default:
                Fail();
                return HandshakeOutcome.Failed;
        }
    }

    public override int Read(Span<byte> into)
    {
        if (_failed || _ssl == 0)
        {
            return Broken;
        }

        var count = OpenSslStream.Read(_ssl, into, out var error);
        ReadWaitsForWrite = error == OpenSsl.ErrorWantWrite;
        _drained = count <= 0;
        switch (error)
        {
            case OpenSsl.ErrorNone:
                KeepSession();
                return count;
            case OpenSsl.ErrorWantRead or OpenSsl.ErrorWantWrite:
                return WouldBlock;
            case OpenSsl.ErrorZeroReturn:
                return 0;
            default:
                Break();
                return Broken;
        }
    }

    public override int Write(ReadOnlySpan<byte> bytes)
    {
        var total = 0;
        while (total < bytes.Length)
        {
            var count = WriteRecord(bytes[total..]);
            if (count <= 0)
            {
                return total > 0 && count == WouldBlock ? total : count;
            }

            total += count;
        }

        return total;
    }

    public override int Write(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.IsEmpty || second.IsEmpty || first.Length >= MaxRecordBytes)
        {
            var alone = Write(first);
            return alone < first.Length || second.IsEmpty ? alone : Sum(alone, Write(second));
        }

        // A head and the beginning of its body in one record and one system call.
        var joined = (_joined ??= new byte[MaxRecordBytes]).AsSpan();
        var taken = Math.Min(second.Length, MaxRecordBytes - first.Length);
        first.CopyTo(joined);
        second[..taken].CopyTo(joined[first.Length..]);
        var length = first.Length + taken;
        var count = Write(joined[..length]);
        return count < length || taken == second.Length ? count : Sum(count, Write(second[taken..]));
    }

    public override void ShutdownWrite()
    {
        SendCloseNotify();
        Posix.ShutdownWrite(_descriptor);
    }

    public override void Close()
    {
        if (_ssl == 0)
        {
            return;
        }

        KeepSession();
        SendCloseNotify();
        // What is freed without both sides' goodbye would take its session out of use.
        OpenSsl.SetShutdown(_ssl, OpenSsl.ShutdownSentAndReceived);
        OpenSsl.Free(_ssl);
        _ssl = 0;
        _ = Posix.Close(_descriptor);
        GC.KeepAlive(_context);
    }

    /// <summary>The certificate that the peer proved to hold, or null when it showed none. Allocates: once a connection, if somebody asks.</summary>
    public TlsPeer? Peer()
    {
        if (OpenSslStream.PeerCertificate(_ssl) is not { } encoded)
        {
            return null;
        }

        using var certificate = X509CertificateLoader.LoadCertificate(encoded);
        return new TlsPeer(certificate.Subject, certificate.SerialNumber, Convert.ToHexStringLower(SHA256.HashData(encoded)));
    }

    internal static TlsTransport? Open(OpenSslContext context, int descriptor, TlsCounters counters, TlsClientSide? client)
    {
        var ssl = OpenSslStream.Open(context, descriptor);
        if (ssl == 0 || (client is { } side && !Prepare(ssl, side)))
        {
            OpenSsl.Free(ssl);
            // What is left in the queue would be taken for the failure of another connection of this thread.
            _ = OpenSslFailure.Take();
            _ = Posix.Close(descriptor);
            return null;
        }

        if (client is null)
        {
            OpenSsl.SetAcceptState(ssl);
        }

        return new TlsTransport(context, ssl, descriptor, counters, client);
    }

    private static bool Prepare(nint ssl, TlsClientSide side)
    {
        OpenSsl.SetConnectState(ssl);
        side.Sessions.Session?.UseIn(ssl);
        return (side.Server.IsAddress || OpenSslStream.Announce(ssl, side.Server.ZeroTerminated))
            && (!side.Verify || OpenSslStream.Expect(ssl, side.Server.ZeroTerminated, side.Server.IsAddress));
    }

    private static int Sum(int first, int second) => second > 0 ? first + second : second == Broken ? Broken : first;

    private int WriteRecord(ReadOnlySpan<byte> bytes)
    {
        if (_failed || _ssl == 0)
        {
            return Broken;
        }

        if (_aheadBytes > 0)
        {
            var told = Math.Min(_aheadBytes, bytes.Length);
            _aheadBytes -= told;
            return told;
        }

        // A waiting record is finished by a call of exactly its length, which reads none of the bytes: they are sealed already.
        var retry = _sealedBytes == 0 ? bytes : _sealedBytes <= bytes.Length ? bytes[.._sealedBytes] : (_joined ??= new byte[MaxRecordBytes]).AsSpan(0, _sealedBytes);
        var count = OpenSslStream.Write(_ssl, retry, out var error);
        switch (error)
        {
            case OpenSsl.ErrorNone:
                _sealedBytes = 0;
                _aheadBytes = Math.Max(0, count - bytes.Length);
                return count - _aheadBytes;
            case OpenSsl.ErrorWantRead or OpenSsl.ErrorWantWrite:
                _sealedBytes = _sealedBytes > 0 ? _sealedBytes : Math.Min(bytes.Length, MaxRecordBytes);
                return WouldBlock;
            default:
                Break();
                return Broken;
        }
    }

    private void SendCloseNotify()
    {
        if (_established && !_failed && !_closeNotifySent && _ssl != 0)
        {
            _closeNotifySent = true;
            OpenSslStream.SendCloseNotify(_ssl);
        }
    }

    private void KeepSession()
    {
        if (_client is { } client && _sessionLooks < MaxSessionLooks && _established && !_failed)
        {
            _sessionLooks++;
            if (OpenSslSession.Take(_ssl) is { } session)
            {
                _sessionLooks = MaxSessionLooks;
                client.Sessions.Keep(session);
            }
        }
    }

    private void Break()
    {
        _failed = true;
        var reason = OpenSslFailure.Take();
        WasTruncated = reason is { IsSsl: true, Reason: OpenSslFailure.UnexpectedEnd };
    }

    private void Fail()
    {
        _failed = true;
        (Failure, FailureText) = HandshakeFailureText.Explain(OpenSslFailure.Take(), OpenSslStream.VerifyProblem(_ssl));
        _client?.Sessions.Forget();
        _counters.CountFailed(Failure);
    }
}
