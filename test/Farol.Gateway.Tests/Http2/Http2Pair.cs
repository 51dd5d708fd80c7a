using System.Text;
using Farol.Gateway.Http2;
using Farol.Gateway.Loop;

namespace Farol.Gateway.Tests.Http2;

/// <summary>A client and a server that hand each other their bytes, without sockets.</summary>
internal sealed class Http2Pair : IDisposable
{
    public Http2Pair(Http2Limits? limits = null)
    {
        Server = new Http2ServerSession(ServerSide, limits ?? new Http2Limits(), Buffers);
        Client = new Http2ClientSession(ClientSide, new Http2Limits(), Buffers);
        (ServerSide.Session, ClientSide.Session) = (Server, Client);
    }

    public BufferPool Buffers { get; } = new();

    public RecordingEvents ServerSide { get; } = new();

    public RecordingEvents ClientSide { get; } = new();

    public Http2ServerSession Server { get; }

    public Http2ClientSession Client { get; }

    public long Now { get; set; }

    /// <summary>Each piece that is handed over is at most so long.</summary>
    public int Piece { get; set; } = int.MaxValue;

    public bool ServerIsGood { get; private set; } = true;

    public static FieldBlock Fields(params (string Name, string Value)[] fields)
    {
        var block = new FieldBlock();
        foreach (var (name, value) in fields)
        {
            Assert.True(block.TryAdd(Encoding.Latin1.GetBytes(name), Encoding.Latin1.GetBytes(value)));
        }

        return block;
    }

    public static FieldBlock Get(string path = "/", params (string Name, string Value)[] more) =>
        Fields([(":method", "GET"), (":scheme", "http"), (":authority", "a.test"), (":path", path), .. more]);

    public static FieldBlock Post(params (string Name, string Value)[] more) =>
        Fields([(":method", "POST"), (":scheme", "http"), (":authority", "a.test"), (":path", "/"), .. more]);

    public RecordedStream Open(FieldBlock fields, bool withBody = false)
    {
        var stream = ClientSide.NewStream();
        Assert.True(Client.TryOpen(stream, fields, withBody));
        return stream;
    }

    /// <summary>Until nobody has anything to say.</summary>
    public void Settle()
    {
        for (var i = 0; i < 100_000; i++)
        {
            if (!Hand(Client, Server, good => ServerIsGood &= good) & !Hand(Server, Client, _ => { }))
            {
                return;
            }
        }

        Assert.Fail("the two never come to rest");
    }

    /// <summary>Gives the server bytes of the test's own.</summary>
    public bool Say(byte[] bytes)
    {
        ServerIsGood &= Server.Receive(bytes, Now);
        Settle();
        return ServerIsGood;
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private bool Hand(Http2Session from, Http2Session to, Action<bool> report)
    {
        from.Flush();
        from.Dispatch();
        from.Flush();
        var bytes = from.Output.Pending.ToArray();
        from.Output.Take(bytes.Length);
        from.OnOutputSent();
        from.Dispatch();
        from.Output.ReleaseIfEmpty();
        foreach (var piece in bytes.Chunk(Math.Min(Piece, Math.Max(1, bytes.Length))))
        {
            report(to.Receive(piece, Now));
        }

        to.Dispatch();
        return bytes.Length > 0;
    }
}
