namespace Farol.Live;

/// <summary>
/// One topic's part of a snapshot. It carries the sequence that last changed the topic, the snapshot's last frame the view's own;
/// they go out in that order, so that a client which leaves in between can resume from any of them.
/// </summary>
internal readonly record struct SnapshotFrame(byte[] Bytes, long Sequence);
