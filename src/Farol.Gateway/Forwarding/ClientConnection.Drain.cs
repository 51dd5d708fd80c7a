using Farol.Gateway.Hosting;
using Farol.Gateway.Native;

namespace Farol.Gateway.Forwarding;

/// <content>How it ends when the gateway stops, or its listener is gone.</content>
internal sealed partial class ClientConnection
{
    /// <summary>It was told to end: see <see cref="Drain"/>.</summary>
    public bool IsDraining { get; private set; }

    private bool IsBetweenRequests => _phase == ClientPhase.Reading && _reader.Input.IsEmpty;

    /// <summary>
    /// Ends as soon as no request is under way. A client that has not asked anything yet was told that it is connected, and will not try again as it
    /// would on a connection that it has used: its request, or its handshake, is one to come.
    /// </summary>
    public void Drain()
    {
        _closeAfter = IsDraining = true;
        if (_http2 is not null)
        {
            _http2.Drain();
        }
        else if (_phase == ClientPhase.Handshaking ? !HasHeard() : IsBetweenRequests && _requests == 0)
        {
            SetTimer(_gateway.FirstRequestTime);
        }
        else if (IsBetweenRequests)
        {
            CloseAfter(Loop.Turn);
        }
    }

    /// <summary>Whether the client has said anything in its handshake.</summary>
    private bool HasHeard() => _hasHeard || Posix.PeekByte(_socket) > 0;

    /// <summary>Closes once the loop has been told what came until now: a request that was there first is answered.</summary>
    private void CloseAfter(int turn) => Loop.RunAgain(new LoopCall(() =>
    {
        if (Loop.Turn == turn)
        {
            CloseAfter(turn);
        }
        else if (IsBetweenRequests && (_transport.HasPendingRead || Posix.PeekByte(_socket) > 0))
        {
            // More came at once than the loop is told in a turn.
            SetTimer(_gateway.FirstRequestTime);
        }
        else if (IsBetweenRequests)
        {
            End();
        }
    }));
}
