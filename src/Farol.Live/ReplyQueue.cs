namespace Farol.Live;

/// <summary>Frames for one client alone, made only when there is one: most clients never get any after their welcome.</summary>
internal sealed class ReplyQueue(int maxReplies, long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<LiveReply> _items = new();
    private long _bytes;

    public bool TryAdd(LiveReply reply)
    {
        lock (_gate)
        {
            if (_items.Count >= maxReplies || _bytes + reply.Body.Length > maxBytes)
            {
                return false;
            }

            _items.Enqueue(reply);
            _bytes += reply.Body.Length;
            return true;
        }
    }

    public bool TryTake(out LiveReply reply)
    {
        lock (_gate)
        {
            var taken = _items.TryDequeue(out reply);
            _bytes -= taken ? reply.Body.Length : 0;
            return taken;
        }
    }
}
